// The inspector of a finding: why it matters, who can mend it, and the messages that prove it.
import { describeFinding } from '@delegraph/diagnosis';
import type { Finding, TraceState } from '@delegraph/model';
import { shareText } from '@delegraph/report';
import { useMutedFindings } from '../findings/muted-findings.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { Exchange } from './exchange.tsx';
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

/** More proof than this only repeats itself. */
const EVIDENCE_SHOWN = 8;

/** One finding in full. */
export function FindingPanel({ state, finding }: { state: TraceState; finding: Finding }) {
  const { title, sentence, fix, contact, reference, page } = describeFinding(finding);
  const evidence = finding.evidence.flatMap((hopId) => state.hops[hopId] ?? []);
  const shown = evidence.slice(0, EVIDENCE_SHOWN);
  const { isMuted, toggle } = useMutedFindings();
  return (
    <>
      <PanelHead kind="Finding" name={title}>
        <span className={`standing is-${finding.severity}`}>
          <SeverityGlyph mark={finding.severity} size={14} /> {finding.severity}
        </span>
        {' · '}
        <a href={page}>{finding.code}</a>
        {finding.confidence !== 'high' && ` · confidence ${finding.confidence}`}
        {finding.seen && ` · ${shareText(finding)}`}
      </PanelHead>
      <p>{sentence}</p>
      {fix !== '' && (
        <PanelPart title="What to do">
          <p>{fix}</p>
          <p className="hint">Who can: {CONTACTS[contact] ?? contact}</p>
        </PanelPart>
      )}
      {evidence.length > 0 && (
        <PanelPart title={evidence.length === 1 ? 'The proof' : `The proof: ${evidence.length} queries`}>
          {shown.map((hop, index) => (
            <Exchange key={hop.id} hop={hop} isOpen={index === 0} showsServer />
          ))}
          {evidence.length > shown.length && (
            <p className="hint">and {evidence.length - shown.length} more</p>
          )}
        </PanelPart>
      )}
      {reference.length > 0 && <p className="references">{reference.join(' · ')}</p>}
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
