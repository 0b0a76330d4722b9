// The one error of this package: a lab that cannot be meant.

/** The declaration of a lab does not make sense. The message says where and what was expected. */
export class LabError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LabError';
  }
}

/** Does `read`; what it throws becomes a `LabError` that says where. */
export function readingAt<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new LabError(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
