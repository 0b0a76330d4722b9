// Lines of dig in a column too narrow for the padding of dig.

/** A record or question without the padding of its columns, which would push its data out of sight; what is within the data
 *  stays as it is. Other lines stay as they are. */
export function unpadded(line: string): string {
  return line
    .replace(
      /^(;?\S+) +(?:(\d+) +)?IN +(\S+) */,
      (_, name: string, ttl: string | undefined, type: string) =>
        `${[name, ttl, 'IN', type].filter((part) => part !== undefined).join(' ')} `,
    )
    .trimEnd();
}
