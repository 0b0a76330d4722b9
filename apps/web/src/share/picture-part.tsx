// The picture as others will see it, and what can be chosen of it.
import type { TraceState } from '@delegraph/model';
import { type Permalink, alternativeText, pictureAddress } from '@delegraph/report';
import { type ReactNode, useId, useState } from 'react';
import { CopyPicture } from './copy-picture.tsx';
import {
  LEAST_WIDTH,
  MOST_WIDTH,
  type PictureChoice,
  isDrawnWidth,
  snippetWishes,
} from './picture-choice.ts';

export interface PicturePartProps {
  state: TraceState;
  hasEnded: boolean;
  permalink: Permalink;
  /** The lookup that is selected on the page. */
  lookupId: number | null;
  choice: PictureChoice;
  onChoose: (choice: PictureChoice) => void;
}

/** Preview on the left, controls on the right; one below the other where it is narrow. */
export function PicturePart(props: PicturePartProps) {
  const { state, hasEnded, permalink, lookupId, choice } = props;
  const wishes = snippetWishes(choice, lookupId);
  // From the server this page came from, whatever it is called elsewhere: a page of ours shows no pictures of others.
  const here = { ...permalink, origin: '' };
  const preview = pictureAddress(here, 'svg', { ...wishes, theme: choice.theme });
  return (
    <section className="share-picture" aria-label="Picture">
      <Preview
        // While it runs, another address: at the end the picture is fetched anew.
        address={hasEnded ? preview : `${preview}&meta=0`}
        description={choice.alternativeText ?? alternativeText(state, wishes)}
      />
      <div className="share-controls">
        <Controls {...props} />
        <CopyPicture address={pictureAddress(here, 'png', wishes)} />
      </div>
    </section>
  );
}

function Preview({ address, description }: { address: string; description: string }) {
  const [lost, setLost] = useState<string | null>(null);
  return (
    <div className="share-preview">
      {lost === address ? (
        <p className="hint">The picture cannot be had from the server now.</p>
      ) : (
        <img src={address} alt={description} onError={() => setLost(address)} />
      )}
    </div>
  );
}

function Controls({ state, lookupId, choice, onChoose }: PicturePartProps) {
  const choose = (changed: Partial<PictureChoice>) => onChoose({ ...choice, ...changed });
  const hintId = useId();
  const lookup = lookupId === null ? undefined : state.lookups[lookupId];
  const isDrawn = isDrawnWidth(choice.width);
  return (
    <>
      <Field label="Shows">
        <select
          value={choice.scope === 'lookup' && !lookup ? 'all' : choice.scope}
          onChange={({ target }) => choose({ scope: target.value as PictureChoice['scope'] })}
        >
          <option value="all">the whole trace</option>
          <option value="problems">only the problems</option>
          <option value="lookup" disabled={!lookup}>
            {lookup
              ? `the lookup of ${lookup.question.name} ${lookup.question.type}`
              : 'the selected lookup (none is selected)'}
          </option>
        </select>
      </Field>
      <div className="share-pair">
        <Field label="Theme">
          <select
            value={choice.theme}
            onChange={({ target }) => choose({ theme: target.value as PictureChoice['theme'] })}
          >
            <option value="auto">the reader’s</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </Field>
        <Field label="Width, pixels">
          <input
            type="text"
            inputMode="numeric"
            placeholder="usual"
            value={choice.width}
            aria-invalid={!isDrawn}
            aria-describedby={isDrawn ? undefined : hintId}
            onChange={({ target }) => choose({ width: target.value.trim() })}
          />
        </Field>
      </div>
      {!isDrawn && (
        <p id={hintId} className="share-trouble">
          From {LEAST_WIDTH} to {MOST_WIDTH}; until then it is the usual width.
        </p>
      )}
      <label className="option-check">
        <input
          type="checkbox"
          checked={choice.findings}
          onChange={({ target }) => choose({ findings: target.checked })}
        />
        List the findings below it
      </label>
      <label className="option-check">
        <input
          type="checkbox"
          checked={choice.addresses}
          onChange={({ target }) => choose({ addresses: target.checked })}
        />
        Include addresses
      </label>
      {!choice.addresses && (
        <p className="hint">
          Pictures, snippets and reports name servers without their addresses. The page that a link leads to
          has them.
        </p>
      )}
      <Field label="Description, for those who do not see it">
        <textarea
          rows={3}
          value={choice.alternativeText ?? alternativeText(state, choice)}
          onChange={({ target }) => choose({ alternativeText: target.value })}
        />
      </Field>
    </>
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
