import { spawn } from "node:child_process";

/** Tries to show an address in the user's browser. Where there is none, nothing happens: the address was printed. */
export function openBrowser(address: string): void {
  const program = process.platform === "darwin" ? "open" : "xdg-open";
  const child = spawn(program, [address], { detached: true, stdio: "ignore" });
  child.on("error", () => {});
  child.unref();
}
