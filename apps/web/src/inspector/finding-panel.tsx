// The inspector of a finding: what was seen and who can mend it, the messages that prove it, and why it matters.
import { describeFinding } from '@delegraph/diagnosis';
import type { Finding, TraceState } from '@delegraph/model';
import { shareText } from '@delegraph/report';
import { useMutedFindings } from '../findings/muted-findings.ts';
import { later } from '../later.tsx';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { DigCommand } from './dig-command.tsx';
import { Exchange } from './exchange.tsx';
import { packetList } from './packet-list.tsx';
import type { Panel } from './panel.tsx';
import { PanelHead, PanelPart } from './parts.tsx';

/** Who the catalogue's contacts are, in words. */
const CONTACTS: Readonly<Record<string, string>> = {
  registry: 'the registry',
  registrar: 'the registrar',
  'parent-operator': 'who runs the parent zone',
  'zone-operator': 'who runs the zone',
  'server-operator': 'who runs the name server',
  'resolver-operator': 'who runs the resolver',
  us: 'delegraph',
};

/** What is said of every fault there is, is a script of its own. */
const FaultExplanation = later(() => import('./fault-explanation.tsx'));

/** One finding in full. */
export function findingPanel(state: TraceState, finding: Finding): Panel {
  const evidence = finding.evidence.flatMap((hopId) => state.hops[hopId] ?? []);
  return {
    head: <FindingHead finding={finding} />,
    summary: <FindingSummary state={state} finding={finding} />,
    records: null,
    packets: packetList(evidence, { opensFirst: evidence.length === 1 }),
    explain: <FaultExplanation finding={finding} />,
  };
}

function FindingHead({ finding }: { finding: Finding }) {
  const { title, page } = describeFinding(finding);
  return (
    <PanelHead kind="Finding" name={title}>
      <span className={`standing is-${finding.severity}`}>
        <SeverityGlyph mark={finding.severity} size={14} /> {finding.severity}
      </span>
      {' · '}
      <a href={page}>{finding.code}</a>
      {finding.confidence !== 'high' && ` · confidence ${finding.confidence}`}
      {finding.seen && ` · ${shareText(finding)}`}
    </PanelHead>
  );
}

function FindingSummary({ state, finding }: { state: TraceState; finding: Finding }) {
  const { sentence, fix, contact } = describeFinding(finding);
  const proof = finding.evidence.map((hopId) => state.hops[hopId]).find((hop) => hop !== undefined);
  const others = finding.evidence.length - 1;
  const { isMuted, toggle } = useMutedFindings();
  return (
    <>
      <p>{sentence}</p>
      {proof && proof.result.status !== 'skipped' && <DigCommand hop={proof} />}
      {fix !== '' && (
        <PanelPart title="What to do">
          <p>{fix}</p>
          <p className="hint">Who can: {CONTACTS[contact] ?? contact}</p>
        </PanelPart>
      )}
      {proof && (
        <PanelPart title="The proof">
          <Exchange hop={proof} isOpen showsServer hasCommand={false} />
          {others > 0 && (
            <p className="hint">
              {others === 1 ? 'One more query' : `${others} more queries`} among the packets.
            </p>
          )}
        </PanelPart>
      )}
      {finding.severity !== 'info' && (
        <button
          type="button"
          className="button is-quiet finding-mute"
          title="In this browser, for this zone. The verdict and the picture stay as they are."
          onClick={() => toggle(finding)}
        >
          {isMuted(finding) ? 'List it again' : 'Mute it in the list'}
        </button>
      )}
    </>
  );
}
