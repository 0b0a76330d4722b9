// Opens the report of what went wrong on the server.
import { MessageSquareWarning } from 'lucide-react';
import { useState } from 'react';
import { later } from '../later.tsx';
import type { Report } from './report-text.ts';

const ReportDialog = later(() => import('./report-dialog.tsx'));

/** `report` is made when the button is pressed. */
export default function ReportButton({ report }: { report: () => Report }) {
  const [shown, setShown] = useState<Report | null>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => setShown(report())}>
        <MessageSquareWarning size={14} aria-hidden /> Report
      </button>
      {shown && <ReportDialog report={shown} onClose={() => setShown(null)} />}
    </>
  );
}
