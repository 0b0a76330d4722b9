// The empty page: what this is, and something to begin with.
import type { Problem } from '../api.ts';
import type { TraceRequest } from '../trace-request.ts';
import { Header } from '../header/header.tsx';
import { Gallery } from './gallery.tsx';
import { HomePicture } from './home-picture.tsx';
import { RecentList } from './recent-list.tsx';

/** `refusal`: the address of the page asked for a trace that could not be started. */
export function HomePage({ request, refusal }: { request: TraceRequest; refusal: Problem | null }) {
  return (
    <div className="home-page">
      <title>delegraph: how a domain is delegated</title>
      <Header request={request} refusal={refusal} startsFocused shareable={false} />
      <main className="home">
        <div className="home-top">
          <div>
            <h1>Type a name. We ask the root, then follow every referral.</h1>
            <p className="home-lead">
              Every name server of every zone on the way is asked, on each of its addresses, without any
              resolver in between. What they say is drawn as it comes in, with what is wrong about it.
            </p>
          </div>
          <HomePicture />
        </div>
        <RecentList />
        <Gallery />
      </main>
    </div>
  );
}
