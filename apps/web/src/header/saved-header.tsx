// The top of a page that was saved as a file: what it shows and where that is kept. Nothing can be asked from here.
import { ThemeToggle } from './theme-toggle.tsx';

/** `asked`: name and type. `address`: of the trace on the instance it was saved from. */
export function SavedHeader({ asked, address }: { asked: string; address: string }) {
  return (
    <header className="header">
      <span className="logo">
        <svg viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">
          <path d="M11 1v10H1z" />
        </svg>
        delegraph
      </span>
      <p className="saved-title">
        <strong>{asked}</strong>, saved from{' '}
        <a href={address} rel="noreferrer">
          {address}
        </a>
      </p>
      <div className="header-actions">
        <ThemeToggle />
      </div>
    </header>
  );
}
