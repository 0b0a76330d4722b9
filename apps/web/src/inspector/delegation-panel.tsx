// The inspector of a delegation: which servers of the parent said what about the zone.
import { type DomainName, type TraceState, ROOT, referralsTo } from '@delegraph/model';
import { recordSets } from '../records/record-sets.ts';
import { countText } from '../units.ts';
import { Exchange } from './exchange.tsx';
import { explainDelegation } from './explain/delegation.ts';
import { ExplanationView } from './explanation-view.tsx';
import { packetList } from './packet-list.tsx';
import type { Panel } from './panel.tsx';
import { PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { recordSetList } from './record-set-list.tsx';
import { type ReferralGroup, referralGroups } from './referral-groups.ts';

/** Parent and zone, and every distinct referral between them. */
export function delegationPanel(state: TraceState, parent: DomainName, zone: DomainName): Panel {
  const hops = referralsTo(state, parent, zone);
  return {
    head: (
      <PanelHead kind="Delegation" name={zone}>
        by{' '}
        <SelectLink to={{ kind: 'zone', zone: parent }}>{parent === ROOT ? 'the root' : parent}</SelectLink>
        {' to '}
        <SelectLink to={{ kind: 'zone', zone }}>{zone}</SelectLink>
      </PanelHead>
    ),
    summary: <DelegationSummary state={state} parent={parent} zone={zone} />,
    records: recordSetList(recordSets({ hops })),
    packets: packetList(hops),
    explain: hops.length === 0 ? null : <ExplanationView of={() => explainDelegation(state, parent, zone)} />,
  };
}

function DelegationSummary(props: { state: TraceState; parent: DomainName; zone: DomainName }) {
  const groups = referralGroups(props.state, props.parent, props.zone);
  const total = groups.reduce((sum, { hops }) => sum + hops.length, 0);
  return (
    <>
      {groups.map((group, index) => (
        <PanelPart key={group.hops[0]!.id} title={groupTitle(group, groups.length, total)}>
          <ul className="referral">
            {group.nameServers.map((name) => (
              <li key={name}>
                NS {name}
                <span>{glueText(group, name)}</span>
              </li>
            ))}
            <li>{group.signed ? 'DS: the zone is signed' : 'no DS: the zone is not signed'}</li>
          </ul>
          {groups.length > 1 && <SayingList group={group} />}
          <Exchange hop={group.hops[0]!} isOpen={groups.length > 1 && index > 0} showsServer />
        </PanelPart>
      ))}
      {groups.length === 0 && <p className="hint">No server of the parent has referred to it so far.</p>}
    </>
  );
}

/** Who said so, where not all did. */
function SayingList({ group }: { group: ReferralGroup }) {
  return (
    <p className="hint">
      said by{' '}
      {group.hops.map((hop, index) => (
        <span key={hop.id}>
          {index > 0 && ', '}
          <SelectLink to={{ kind: 'hop', hopId: hop.id }}>
            {hop.nameServer} {hop.address}
          </SelectLink>
        </span>
      ))}
    </p>
  );
}

function groupTitle(group: ReferralGroup, groups: number, total: number): string {
  const servers = countText(group.hops.length, 'address', 'addresses');
  if (groups === 1) return `${servers} of the parent said the same`;
  return `${group.hops.length} of ${countText(total, 'address', 'addresses')} said`;
}

function glueText({ glue }: ReferralGroup, name: DomainName): string {
  const addresses = glue.filter((line) => line.startsWith(`${name} `)).map((line) => line.split(' ')[2]);
  return addresses.length === 0 ? 'no glue' : addresses.join(', ');
}
