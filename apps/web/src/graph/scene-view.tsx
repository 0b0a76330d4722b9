// A scene with its controls: moved by pointer, walked through by arrow keys.
import { type Detail, type Scene, type Shape, type Subject, detailAt } from '@delegraph/diagram';
import type { DomainName } from '@delegraph/model';
import { LocateFixed, Maximize, Minus, Plus, Route, UnfoldVertical } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { IconTool } from '../icon-tool.tsx';
import { usePanZoom } from '../pan-zoom.ts';
import { SceneSvg } from '../scene-svg.tsx';
import { useSelection } from '../selection-context.ts';
import { isSameSelection, selectionText } from '../selection.ts';
import { useCommands } from '../keys/commands.tsx';
import { LegendButton } from './legend-button.tsx';
import { isDirection, placeTowards, placesOf } from './scene-places.ts';
import { zoneOf } from './use-folding.ts';

const ZOOM_STEP = 1.25;
const NOTHING_MORE: readonly Shape[] = [];
const NOTHING_YET: Scene = { width: 0, height: 0, title: '', shapes: [] };

export interface SceneViewProps {
  /** Where the cards and edges are, whatever the detail. */
  size: Pick<Scene, 'width' | 'height'>;
  /** The scene, as much of it as can be seen. Another function means another scene. */
  draw: (detail: Detail) => Scene;
  /** With a finding selected: whether a part is concerned. Null dims nothing. */
  concerns: ((subject: Subject) => boolean) | null;
  /** Null where every card shows all it has. */
  folding?: FoldingControl | null;
  /** Whether there is more to come, so that the picture can be followed. */
  isGrowing?: boolean;
  /** What is laid under the picture, and over it for what is selected. */
  underlay?: readonly Shape[];
  overlay?: readonly Shape[];
  /** The way to the answer, where there is one to show. */
  way?: WayControl | null;
  /** More tools beside its own. */
  children: ReactNode;
}

export interface WayControl {
  isShown: boolean;
  toggle: () => void;
}

export interface FoldingControl {
  /** Those that can be folded or unfolded. */
  zones: readonly DomainName[];
  /** Whether any is unfolded. */
  isUnfolded: boolean;
  toggle: (zone: DomainName) => void;
  toggleAll: () => void;
}

/** The scene, followed as it grows until a person moves it. */
export function SceneView(props: SceneViewProps) {
  const { size, draw, concerns, folding = null, isGrowing = false, way = null, children } = props;
  const { underlay = NOTHING_MORE, overlay = NOTHING_MORE } = props;
  const { selection, select } = useSelection();
  const { svgRef, panZoom, transform, isFollowing } = usePanZoom(size);
  const detail = detailAt(transform.k);
  const scene = useMemo(() => {
    const drawn = draw(detail);
    if (underlay.length + overlay.length === 0) return drawn;
    return { ...drawn, shapes: [...underlay, ...drawn.shapes, ...overlay] };
  }, [draw, detail, underlay, overlay]);
  // Needed by keys and by what is selected elsewhere, so they may come after the paint.
  const walked = useDeferredValue(scene, NOTHING_YET);
  const places = useMemo(() => placesOf(walked), [walked]);
  const [focused, setFocused] = useState<string | null>(null);
  const firstCard = places.find(({ isCard }) => isCard);
  const tabStop = places.some(({ id }) => id === focused) ? focused : (firstCard?.id ?? null);

  const toggle = useCallback(
    (subject: Subject) => select(isSameSelection(selection, subject) ? null : subject),
    [select, selection],
  );
  const zoomIn = () => panZoom.current?.zoomBy(ZOOM_STEP);
  const zoomOut = () => panZoom.current?.zoomBy(1 / ZOOM_STEP);
  const fit = () => panZoom.current?.fit();
  useCommands([
    { keys: ['+', '='], words: 'Larger', run: zoomIn },
    { keys: ['-'], words: 'Smaller', run: zoomOut },
    { keys: ['0'], words: 'Fit the whole picture', run: fit },
    ...(folding && folding.zones.length > 0
      ? [{ keys: ['x'], words: 'Unfold or fold the cards', run: () => fold(folding) }]
      : []),
    ...(way ? [{ keys: ['w'], words: 'The way to the answer', run: way.toggle }] : []),
  ]);

  // What was selected elsewhere, in a list or by the address of the page, is brought into view.
  const selectedPart = places.find(({ subject, isCard }) =>
    concerns ? isCard && concerns(subject) : isSameSelection(selection, subject),
  );
  const reveal = useEffectEvent(() => selectedPart && panZoom.current?.reveal(selectedPart.box));
  const selectedId = selection && selectedPart?.id;
  useEffect(() => {
    if (selectedId) reveal();
  }, [selectedId]);

  // The card that is meant, or else all of them.
  function fold({ zones, toggle: toggleZone, toggleAll }: FoldingControl) {
    const inFocus = svgRef.current?.contains(document.activeElement)
      ? places.find(({ id }) => id === focused)?.subject
      : undefined;
    const chosen = selection && selection.kind !== 'finding' && selection.kind !== 'hop' ? selection : null;
    const zone = [inFocus, chosen].flatMap((subject) => (subject ? (zoneOf(subject) ?? []) : []))[0];
    if (zone !== undefined && zones.includes(zone)) toggleZone(zone);
    else toggleAll();
  }

  function focusPlace(id: string) {
    partOf(svgRef.current, id)?.focus({ preventScroll: true });
    const place = places.find((candidate) => candidate.id === id);
    if (place) panZoom.current?.reveal(place.box);
  }

  // From afar the parts of a card are not drawn: one that has the focus hands it to the card.
  const inFocus = useRef<string | null>(null);
  const keepFocus = useEffectEvent(() => {
    const lost = inFocus.current;
    if (lost === null || partOf(svgRef.current, lost)) return;
    const card = scene.shapes.find(({ key }) => lost.startsWith(`${key} `));
    if (card) partOf(svgRef.current, card.key)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (detail === 'far') keepFocus();
  }, [detail]);

  // Arrows go from card to card; ] and [ through everything, the parts of a card and the edges too.
  function walk(event: KeyboardEvent) {
    const from = places.find(({ id }) => id === tabStop);
    if (!from) return;
    let next: string | undefined;
    if (event.key === 'Home') next = firstCard?.id;
    else if (event.key === 'End') next = places.findLast(({ isCard }) => isCard)?.id;
    else if (event.key === ']') next = places[places.indexOf(from) + 1]?.id;
    else if (event.key === '[') next = places[places.indexOf(from) - 1]?.id;
    else if (isDirection(event.key))
      next = placeTowards(
        places.filter(({ isCard }) => isCard),
        from,
        event.key,
      )?.id;
    if (next === undefined) return;
    event.preventDefault();
    focusPlace(next);
  }

  return (
    <div className="graph">
      <div className="stage-tools">
        {children}
        <fieldset className="graph-tools" aria-label="Zoom and cards">
          <IconTool label="Larger" hint="+" onClick={zoomIn}>
            <Plus size={16} aria-hidden />
          </IconTool>
          <IconTool label="Smaller" hint="−" onClick={zoomOut}>
            <Minus size={16} aria-hidden />
          </IconTool>
          <IconTool label="Fit the whole picture" hint="0" onClick={fit}>
            <Maximize size={16} aria-hidden />
          </IconTool>
          {folding && folding.zones.length > 0 && (
            <IconTool
              label="All name servers by name"
              hint="x"
              onClick={folding.toggleAll}
              isOn={folding.isUnfolded}
            >
              <UnfoldVertical size={16} aria-hidden />
            </IconTool>
          )}
          {way && (
            <IconTool label="The way to the answer" hint="w" onClick={way.toggle} isOn={way.isShown}>
              <Route size={16} aria-hidden />
            </IconTool>
          )}
          <LegendButton scene={scene} />
        </fieldset>
        {isGrowing && !isFollowing && (
          <button type="button" className="button follow" onClick={fit}>
            <LocateFixed size={14} aria-hidden /> Follow
          </button>
        )}
      </div>
      {/* The parts inside are the buttons; here their arrow keys and a click beside them arrive. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <svg
        ref={svgRef}
        className="graph-canvas"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="group"
        aria-label={scene.title}
        onKeyDown={walk}
        onFocusCapture={({ target }) => (inFocus.current = target.getAttribute('data-part'))}
        onBlur={({ target }) => target.isConnected && (inFocus.current = null)}
        onClick={() => select(null)}
      >
        <g className={detail === 'far' ? 'diagram is-far' : 'diagram'} transform={transform.toString()}>
          <SceneSvg
            scene={scene}
            selected={selection && selectionText(selection)}
            tabStop={tabStop}
            concerns={concerns}
            onSelect={toggle}
            onFold={folding?.toggle}
            onFocus={setFocused}
          />
        </g>
      </svg>
    </div>
  );
}

function partOf(svg: SVGSVGElement | null, id: string): SVGGElement | null {
  return svg?.querySelector<SVGGElement>(`[data-part="${CSS.escape(id)}"]`) ?? null;
}
