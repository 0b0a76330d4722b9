// Processor time of a piece of work: what a hostile message costs, whatever else the machine is doing.

/** Milliseconds of processor time that `work` took. */
export function cpuMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
