// Starts watchglass-sim for a judge and ends it again.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const patienceMs = 60_000;

/** Starts the program on a free port; gives its host and port once it listens. */
export function startSimulator(options = []) {
  const program = process.env.WATCHGLASS_SIM;
  if (!program) throw new Error("WATCHGLASS_SIM must name the simulator's program");
  const child = spawn(program, ["--demo", "--port", "0", "--for", "300", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the simulator ended with ${code} before it listened`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /^listening .*127\.0\.0\.1:(\d+)/.exec(line);
      if (found)
        resolve({
          host: `127.0.0.1:${found[1]}`,
          stop: () => new Promise((done) => child.once("exit", done) && child.kill("SIGTERM")),
        });
    });
  });
}

/** What `what` promises, or an error that names it when that takes too long. */
export function soon(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came: ${what}`)), patienceMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
