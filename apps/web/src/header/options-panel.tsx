// What may be wanted of a trace beyond its question. Each has its parameter in the address of the page.
import { type ReactNode, useEffect, useId, useState } from 'react';
import { readTransferProof } from '../api.ts';
import type { TraceWishes, TypedDelegation } from '../trace-request.ts';

export interface OptionsPanelProps {
  wishes: TraceWishes;
  onChange: (wishes: TraceWishes) => void;
}

const NO_DELEGATION: TypedDelegation = { zone: '', nameServers: '', ds: '' };

/** The fields of the options. */
export default function OptionsPanel({ wishes, onChange }: OptionsPanelProps) {
  const wish = (changed: { [Key in keyof TraceWishes]: TraceWishes[Key] | undefined }) => {
    const all = Object.entries({ ...wishes, ...changed }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(all));
  };
  const { delegation } = wishes;
  const check = (changed: Partial<TypedDelegation>) => {
    const typed = { ...NO_DELEGATION, ...delegation, ...changed };
    const isEmpty = typed.zone === '' && typed.nameServers === '' && typed.ds === '';
    wish({ delegation: isEmpty ? undefined : typed });
  };
  return (
    <>
      <div className="options-grid">
        <Field label="Servers asked">
          <select
            value={wishes.breadth ?? 'all'}
            onChange={({ target }) => wish({ breadth: target.value === 'path' ? 'path' : undefined })}
          >
            <option value="all">all, of every zone</option>
            <option value="path">one path, quickly</option>
          </select>
        </Field>
        <Field label="Addresses">
          <select
            value={wishes.families ?? 'both'}
            onChange={({ target }) =>
              wish({
                families: target.value === 'ipv4' || target.value === 'ipv6' ? target.value : undefined,
              })
            }
          >
            <option value="both">IPv4 and IPv6</option>
            <option value="ipv4">IPv4 only</option>
            <option value="ipv6">IPv6 only</option>
          </select>
        </Field>
        <Field label="UDP reply size, octets">
          <input
            type="number"
            min={512}
            max={65_535}
            placeholder="1232"
            value={wishes.udpPayloadOctets ?? ''}
            onChange={({ target }) =>
              wish({ udpPayloadOctets: target.value === '' ? undefined : target.valueAsNumber })
            }
          />
        </Field>
        <Field label="Aliases followed, at most">
          <input
            type="number"
            min={1}
            max={20}
            placeholder="20"
            disabled={wishes.followAliases === false}
            value={wishes.maxAliases ?? ''}
            onChange={({ target }) =>
              wish({ maxAliases: target.value === '' ? undefined : target.valueAsNumber })
            }
          />
        </Field>
      </div>
      <div className="options-checks">
        <Check
          label="Follow aliases"
          checked={wishes.followAliases ?? true}
          onChange={(isOn) => wish({ followAliases: isOn ? undefined : false, maxAliases: undefined })}
        />
        <Check
          label="Ask for the records of DNSSEC (DO)"
          checked={wishes.dnssecOk ?? true}
          onChange={(isOn) => wish({ dnssecOk: isOn ? undefined : false })}
        />
        <Check
          label="Go on over TCP where UDP does not do"
          checked={wishes.tcpRetry ?? true}
          onChange={(isOn) => wish({ tcpRetry: isOn ? undefined : false })}
        />
        <Check
          label="Examine the servers when the picture is whole"
          checked={wishes.health ?? true}
          onChange={(isOn) => wish({ health: isOn ? undefined : false })}
        />
        <Check
          label="Tell each zone only what it needs (QNAME minimisation)"
          checked={wishes.qnameMinimisation ?? false}
          onChange={(isOn) => wish({ qnameMinimisation: isOn || undefined })}
        />
      </div>
      <div className="options-checks">
        <Check
          label="Ask each server to search for a name it does not serve"
          checked={wishes.openRecursion ?? false}
          onChange={(isOn) => wish({ openRecursion: isOn || undefined })}
        />
        <Check
          label="Ask for a transfer of each zone that holds your proof"
          checked={wishes.zoneTransfer ?? false}
          onChange={(isOn) => wish({ zoneTransfer: isOn || undefined })}
        />
        {wishes.zoneTransfer && <TransferProof />}
      </div>
      <fieldset className="options-delegation">
        <legend>Check a delegation before the registrar is told</legend>
        <p className="hint">The trace takes it in place of what the parent says today.</p>
        <Field label="Zone">
          <input
            type="text"
            placeholder="example.com"
            value={delegation?.zone ?? ''}
            onChange={({ target }) => check({ zone: target.value })}
          />
        </Field>
        <Field label="Name servers, one a line, with their glue">
          <textarea
            rows={3}
            placeholder={'ns1.example.com 192.0.2.1 2001:db8::1\nns2.example.net'}
            value={delegation?.nameServers ?? ''}
            onChange={({ target }) => check({ nameServers: target.value })}
          />
        </Field>
        <Field label="DS records, one a line; none if it is unsigned">
          <textarea
            rows={2}
            placeholder="12345 13 2 49FD46E6C4B45C55…"
            value={delegation?.ds ?? ''}
            onChange={({ target }) => check({ ds: target.value })}
          />
        </Field>
      </fieldset>
      <button type="button" className="button is-quiet" onClick={() => onChange({})}>
        All as usual
      </button>
    </>
  );
}

/** What a zone must hold before anybody here asks for its transfer. */
function TransferProof() {
  const [proof, setProof] = useState<{ owner: string; text: string } | null>(null);
  useEffect(() => {
    void readTransferProof().then(setProof, () => {});
  }, []);
  return (
    <p className="hint">
      Only a zone that holds this record is asked:{' '}
      <code>{proof ? `${proof.owner} TXT "${proof.text}"` : '…'}</code>
    </p>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="option-field">
      <span>{label}</span>
      {children}
    </label>
  );
}

function Check(props: { label: string; checked: boolean; onChange: (isOn: boolean) => void }) {
  const { label, checked, onChange } = props;
  const id = useId();
  return (
    <span className="option-check">
      <input type="checkbox" id={id} checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
