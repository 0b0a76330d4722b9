// The inspector of a delegation: which servers of the parent said what about the zone.
import { type DomainName, type TraceState, ROOT } from '@delegraph/model';
import { countText } from '../units.ts';
import { Exchange } from './exchange.tsx';
import { PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { type ReferralGroup, referralGroups } from './referral-groups.ts';

/** Parent and zone, and every distinct referral between them. */
export function DelegationPanel({
  state,
  parent,
  zone,
}: {
  state: TraceState;
  parent: DomainName;
  zone: DomainName;
}) {
  const groups = referralGroups(state, parent, zone);
  const total = groups.reduce((sum, { hops }) => sum + hops.length, 0);
  return (
    <>
      <PanelHead kind="Delegation" name={zone}>
        by{' '}
        <SelectLink to={{ kind: 'zone', zone: parent }}>{parent === ROOT ? 'the root' : parent}</SelectLink>
        {' to '}
        <SelectLink to={{ kind: 'zone', zone }}>{zone}</SelectLink>
      </PanelHead>
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
          <Exchange hop={group.hops[0]!} isOpen={groups.length > 1 && index > 0} showsServer />
        </PanelPart>
      ))}
      {groups.length === 0 && <p className="hint">No server of the parent has referred to it so far.</p>}
    </>
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
