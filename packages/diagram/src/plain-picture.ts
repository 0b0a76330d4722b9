// The picture that stands where a trace was or should be: a few words on a quiet ground, so that old links never break.
import type { Picture } from './picture.ts';
import { rect, text } from './shapes.ts';
import { wrapText } from './wrap.ts';

const WIDTH = 1200;
const HEIGHT = 630;

/** A grey picture that says `headline`, and `sentence` below it. */
export function plainPicture(headline: string, sentence: string): Picture {
  const lines = wrapText(sentence, 'card-note', WIDTH - 240, 2);
  return {
    width: WIDTH,
    height: HEIGHT,
    title: headline,
    description: sentence,
    layers: [
      {
        className: 'frame',
        x: 0,
        y: 0,
        scale: 1,
        scene: {
          shapes: [
            rect('plain box', 'box box--cut', {
              x: 60,
              y: 60,
              width: WIDTH - 120,
              height: HEIGHT - 120,
              radius: 14,
            }),
            text('plain headline', headline, {
              x: WIDTH / 2,
              y: 300,
              font: 'card-verdict',
              tone: 'muted',
              anchor: 'middle',
            }),
            ...lines.map((line, index) =>
              text(`plain line ${index}`, line, {
                x: WIDTH / 2,
                y: 362 + index * 36,
                font: 'card-note',
                tone: 'muted',
                anchor: 'middle',
              }),
            ),
          ],
        },
      },
    ],
  };
}
