// Lines of at most 78 columns, as they fit into mail and terminals without being broken there.

export const COLUMNS = 78;

/** `text` in lines that start with `indent` (the first with `first`), broken at spaces, and where there is none in the word. */
export function wrapped(text: string, { first, indent }: { first: string; indent: string }): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    let rest = word;
    if (!isEmpty && length(line) + 1 + length(rest) > COLUMNS) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? '' : ' ';
    while (length(line) + length(rest) > COLUMNS) {
      const room = COLUMNS - length(line);
      lines.push(line + Array.from(rest).slice(0, room).join(''));
      rest = Array.from(rest).slice(room).join('');
      line = indent;
    }
    line += rest;
    isEmpty = false;
  }
  return [...lines, line];
}

/** A line in the layout of dig: as it is where it fits, else without its padding, else broken. */
export function fitted(line: string): string[] {
  if (length(line) <= COLUMNS) return [line];
  const record = /^(;?\S+) +(?:(\d+) +)?IN +(\S+)(?: +(.*))?$/su.exec(line);
  const dense = record ? record.slice(1).filter((part) => part !== undefined) : [line];
  if (record) dense.splice(dense.length - (record[4] === undefined ? 1 : 2), 0, 'IN');
  // What belongs to a comment has to look like one, too.
  const indent = line.startsWith(';') ? ';     ' : '      ';
  return wrapped(dense.join(' '), { first: '', indent });
}

function length(text: string): number {
  return Array.from(text).length;
}
