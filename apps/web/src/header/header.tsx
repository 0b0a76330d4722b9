// The top of every page: who we are, the question, and what can be done with the page.
import { Link } from '@tanstack/react-router';
import { HelpButton } from '../keys/commands.tsx';
import { CopyButton } from './copy-button.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import { TraceForm, type TraceFormProps } from './trace-form.tsx';

/** The header. `shareable`: the address of this page shows the same to others. */
export function Header({ shareable, ...form }: TraceFormProps & { shareable: boolean }) {
  return (
    <header className="header">
      <Link to="/" className="logo" aria-label="delegraph, to the start">
        <svg viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">
          <path d="M11 1v10H1z" />
        </svg>
        delegraph
      </Link>
      <TraceForm {...form} />
      <div className="header-actions">
        {shareable && <CopyButton text={() => window.location.href}>Copy link</CopyButton>}
        <HelpButton />
        <ThemeToggle />
      </div>
    </header>
  );
}
