// The name that people read, beside the A-labels that are asked for; never in their place.
import type { DomainName } from '@delegraph/model';
import { useEffect, useState } from 'react';

/** Nothing for a name without A-labels. */
export function UnicodeName({ name }: { name: string }) {
  const [form, setForm] = useState<string | null>(null);
  const hasALabel = /(?:^|\.)xn--/i.test(name);
  useEffect(() => {
    if (!hasALabel) return undefined;
    let isGone = false;
    void import('@delegraph/question').then(
      ({ unicodeForm }) => !isGone && setForm(unicodeForm(name as DomainName)),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [hasALabel, name]);
  return hasALabel && form !== null && <p className="panel-note">{form}</p>;
}
