// Shows a report to whoever is about to send it, and opens it where the operator of the server wants it.
import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useState } from 'react';
import { fetchAllowed } from '../allowed.ts';
import { CopyButton } from '../header/copy-button.tsx';
import { type Report, reportAddress } from './report-text.ts';
import { DialogFrame } from '../dialog-frame.tsx';

export default function ReportDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const [reportTo, setReportTo] = useState<string | null>(null);
  useEffect(() => {
    void fetchAllowed().then((allowed) => setReportTo(allowed.reportTo));
  }, []);
  return (
    <DialogFrame title="Report to whoever runs this server" onClose={onClose}>
      <Dialog.Description>
        {reportTo === null
          ? 'This server names no address for reports. Copy the text, and send it to whoever runs it. It says no more than this:'
          : 'The report says no more than this. Nothing is sent before you send it yourself.'}
      </Dialog.Description>
      <pre className="report-text">{report.text}</pre>
      <div className="report-ways">
        {reportTo !== null && (
          <a
            className="button is-primary"
            href={reportAddress(reportTo, report)}
            target="_blank"
            rel="noopener noreferrer"
          >
            {reportTo.startsWith('mailto:') ? 'Write the mail' : 'Open the issue tracker'}
          </a>
        )}
        <CopyButton text={() => report.text}>Copy the text</CopyButton>
      </div>
    </DialogFrame>
  );
}
