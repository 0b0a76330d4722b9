// The findings as Markdown, to paste into a ticket.
import { describeFinding, verdictOf } from '@delegraph/diagnosis';
import type { TraceState } from '@delegraph/model';
import { shareText } from '@delegraph/report';
import { instantText } from '../units.ts';
import type { FindingGroup } from './finding-groups.ts';

/** The verdict, then what was found in each zone and what to do about it. `address`: where the trace is to be seen. */
export function findingsMarkdown(
  state: TraceState,
  groups: readonly FindingGroup[],
  address: string,
): string {
  const { question, startedAt } = state;
  const asked = question ? `${question.name} ${question.type}, ` : '';
  const lines = [
    `**${escaped(verdictOf(state).sentence)}**`,
    '',
    `${escaped(asked)}${instantText(startedAt)}, <${address}>`,
  ];
  for (const { zone, findings } of groups) {
    lines.push('', `### ${zone === '.' ? '. (root)' : escaped(zone)}`, '');
    for (const { finding } of findings) {
      const { title, sentence, fix } = describeFinding(finding);
      const seen = finding.seen ? `, ${shareText(finding)}` : '';
      lines.push(
        `- **${finding.severity}: ${escaped(title)}.** ${escaped(sentence)} (\`${finding.code}\`${seen})`,
      );
      if (fix !== '') lines.push(`  ${escaped(fix)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

// Names come from strangers, and an underscore is common in them.
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`);
}
