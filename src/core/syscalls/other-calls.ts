import type { CallClass, CallRow } from "./row.js";

/**
 * The system calls of Linux (x86-64, i386, arm, arm64) that are not in `table.ts`, grouped by the classes that strace
 * puts them in. A whole line with an unknown name is still read as a call. If the line is not whole, these names
 * distinguish a line of strace from other text.
 */
export const OTHER_CALLS: readonly (readonly [classes: readonly CallClass[], names: string])[] = [
  [
    ["desc"],
    `bpf cachestat fadvise64 fadvise64_64 fallocate fanotify_init fchdir fchmod fchown fchown32 fdatasync fgetxattr
    finit_module flistxattr flock fremovexattr fsetxattr fsmount fsopen fsync ftruncate ftruncate64 getdents
    getdents64 inotify_rm_watch kexec_file_load landlock_add_rule landlock_create_ruleset landlock_restrict_self
    memfd_secret mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend
    mq_timedsend_time64 open_by_handle_at perf_event_open process_madvise process_mrelease quotactl_fd readahead
    readdir setns socketcall sync_file_range sync_file_range2 syncfs timerfd_gettime timerfd_gettime64
    timerfd_settime timerfd_settime64 userfaultfd`,
  ],
  [
    ["desc", "file"],
    `faccessat faccessat2 fanotify_mark fchmodat fchmodat2 fchownat file_getattr file_setattr fsconfig fspick
    futimesat getxattrat inotify_add_watch linkat listxattrat mkdirat mknodat mount_setattr move_mount
    name_to_handle_at open_tree open_tree_attr readlinkat removexattrat renameat renameat2 setxattrat symlinkat
    unlinkat utimensat utimensat_time64`,
  ],
  [["desc", "file", "fstat", "%stat"], "statx"],
  [["desc", "memory"], "io_uring_register"],
  [["desc", "fstat", "%stat"], "oldfstat"],
  [["desc", "fstatfs", "%statfs"], "fstatfs fstatfs64"],
  [
    ["file"],
    `access acct chdir chmod chown chown32 chroot getcwd getxattr lchown lchown32 lgetxattr link listxattr llistxattr
    lremovexattr lsetxattr mkdir mknod mount pivot_root quotactl readlink removexattr rename rmdir setxattr
    swapoff swapon symlink truncate truncate64 umount umount2 unlink uselib utime utimes`,
  ],
  [["file", "stat", "%stat"], "oldstat stat stat64"],
  [["file", "lstat", "%stat"], "lstat lstat64 oldlstat"],
  [["file", "statfs", "%statfs"], "statfs statfs64"],
  [["network"], "getpmsg putpmsg"],
  [["process", "signal"], "kill rt_sigqueueinfo rt_tgsigqueueinfo tgkill tkill"],
  [
    ["memory"],
    `break brk cacheflush get_mempolicy io_destroy io_setup madvise map_shadow_stack mbind migrate_pages mincore
    mlock mlock2 mlockall move_pages mprotect mremap mseal msync munlock munlockall munmap pkey_mprotect
    remap_file_pages set_mempolicy set_mempolicy_home_node`,
  ],
  [["memory", "ipc"], "shmat shmdt"],
  [
    ["signal"],
    `pause rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait
    rt_sigtimedwait_time64 sgetmask sigaction sigaltstack signal sigpending sigprocmask sigreturn sigsuspend
    ssetmask`,
  ],
  [["ipc"], "ipc msgctl msgget msgrcv msgsnd semctl semget semop semtimedop semtimedop_time64 shmctl shmget"],
  [
    ["creds"],
    `capget capset getgroups getgroups32 getresgid getresgid32 getresuid getresuid32 prctl setfsgid setfsgid32
    setfsuid setfsuid32 setgid setgid32 setgroups setgroups32 setregid setregid32 setresgid setresgid32
    setresuid setresuid32 setreuid setreuid32 setuid setuid32`,
  ],
  [["creds", "pure"], "getegid getegid32 geteuid geteuid32 getgid getgid32 getuid getuid32"],
  [["%statfs"], "ustat"],
  [
    ["clock"],
    `adjtimex clock_adjtime clock_adjtime64 clock_getres clock_getres_time64 clock_gettime clock_gettime64
    clock_settime clock_settime64 gettimeofday settimeofday time`,
  ],
  [["pure"], "get_tls getpgrp getpid getppid gettid"],
  [
    [],
    `_sysctl add_key afs_syscall alarm arch_prctl bdflush breakpoint clock_nanosleep clock_nanosleep_time64 cmpxchg
    create_module delete_module epoll_ctl_old epoll_wait_old ftime futex_requeue futex_wait futex_waitv
    futex_wake get_kernel_syms get_robust_list get_thread_area getcpu getitimer getpgid getpriority getrandom
    getrlimit getrusage getsid gtty idle init_module io_cancel io_getevents io_pgetevents io_pgetevents_time64
    io_submit ioperm iopl ioprio_get ioprio_set kcmp kexec_load keyctl listmount listns lock lookup_dcookie
    lsm_get_self_attr lsm_list_modules lsm_set_self_attr membarrier modify_ldt mpx mq_unlink nanosleep
    nfsservctl nice oldolduname olduname pciconfig_iobase pciconfig_read pciconfig_write personality pkey_alloc
    pkey_free prlimit64 process_vm_readv process_vm_writev prof profil ptrace query_module reboot request_key
    restart_syscall rseq rseq_slice_yield sched_get_priority_max sched_get_priority_min sched_getaffinity
    sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64
    sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield seccomp security
    set_robust_list set_thread_area set_tid_address set_tls setdomainname sethostname setitimer setpgid
    setpriority setrlimit setsid statmount stime stty sync syscall sysfs sysinfo syslog timer_create
    timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64 times tuxcall
    ugetrlimit ulimit umask uname uprobe uretprobe usr26 usr32 vhangup vm86 vm86old vserver`,
  ],
];

/** Those calls by their names. Few captures need them, so the page that reads captures loads this module when it is called. */
export function otherCalls(): ReadonlyMap<string, CallRow> {
  return new Map(OTHER_CALLS.flatMap(([classes, names]) => names.split(/\s+/).map((name) => [name, { classes }])));
}
