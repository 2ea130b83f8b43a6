/** Applies one call of a thread to the model: a file each family of calls (core/sockets/handlers/). */
export function handle(): void {}
