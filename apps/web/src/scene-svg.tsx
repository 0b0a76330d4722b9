// Draws a scene as JSX. What is in the picture is decided in the diagram package; here it becomes selectable.
import type { Scene, Shape, Subject } from '@delegraph/diagram';
import type { DomainName } from '@delegraph/model';
import { type SyntheticEvent, memo, useMemo } from 'react';
import { selectionText } from './selection.ts';

export interface SceneSvgProps {
  scene: Scene;
  /** The selection as text, to mark what it stands for. */
  selected: string | null;
  /** The key of the one group that Tab reaches. */
  tabStop: string | null;
  /** With a finding selected: whether a part is concerned. The others are dimmed. Null dims nothing. */
  concerns: ((subject: Subject) => boolean) | null;
  onSelect: (subject: Subject) => void;
  /** Space or a double click on the card of a zone. */
  onFold?: ((zone: DomainName) => void) | undefined;
  onFocus: (key: string) => void;
}

/** The shapes of a scene, for the inside of an `<svg>`. */
export const SceneSvg = memo(function SceneSvg(props: SceneSvgProps) {
  const { scene, selected, tabStop, concerns, onSelect, onFold, onFocus } = props;
  const marks = useMemo(
    () => ({ selected, tabStop, concerns, onSelect, onFold, onFocus }),
    [selected, tabStop, concerns, onSelect, onFold, onFocus],
  );
  return scene.shapes.map((shape) => <SceneShape key={shape.key} shape={shape} marks={marks} depth={0} />);
});

type Marks = Omit<SceneSvgProps, 'scene'>;

interface ShapeProps {
  shape: Shape;
  marks: Marks;
  depth: number;
}

/** A shape. Every event makes a new scene, most of whose shapes say what they said before: those are left alone. */
const SceneShape = memo(drawShape, (before, after) => {
  return (
    before.marks === after.marks && before.depth === after.depth && isSameShape(before.shape, after.shape)
  );
});

function drawShape({ shape, marks, depth }: ShapeProps) {
  switch (shape.kind) {
    case 'group':
      return <SceneGroup group={shape} marks={marks} depth={depth} />;
    case 'rect': {
      const { className, x, y, width, height, radius } = shape;
      return <rect className={className} x={x} y={y} width={width} height={height} rx={radius} />;
    }
    case 'circle':
      return <circle className={shape.className} cx={shape.x} cy={shape.y} r={shape.radius} />;
    case 'path':
      return <path className={shape.className} d={shape.d} />;
    case 'text':
      return (
        <text className={shape.className} x={shape.x} y={shape.y} textAnchor={shape.anchor}>
          {shape.text}
        </text>
      );
  }
}

type Group = Extract<Shape, { kind: 'group' }>;

function SceneGroup({ group, marks, depth }: { group: Group; marks: Marks; depth: number }) {
  const { subject, label, x, y } = group;
  const id = subject && selectionText(subject);
  const isSelected = id !== null && id === marks.selected;
  const transform = x === 0 && y === 0 ? undefined : `translate(${x} ${y})`;
  const className = classNames(group, marks, depth, isSelected);
  const children = group.children.map((shape) => (
    <SceneShape key={shape.key} shape={shape} marks={marks} depth={depth + 1} />
  ));
  if (!subject) {
    return (
      <g className={className} transform={transform}>
        {children}
      </g>
    );
  }
  const select = (event: SyntheticEvent) => {
    event.stopPropagation();
    marks.onSelect(subject);
  };
  // Without a label it only repeats a part that has one: a larger target for the pointer.
  if (label === '') {
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
      <g className={className} transform={transform} aria-hidden="true" onClick={select}>
        {children}
      </g>
    );
  }
  const { onFold } = marks;
  const fold = onFold && depth === 0 && subject.kind === 'zone' ? () => onFold(subject.zone) : null;
  // A card holds buttons of its own, and a button must not; a part without any is one, and its label says all of it.
  const holdsParts = group.children.some(isPart);
  return (
    <g
      className={className}
      transform={transform}
      // There is no <button> in SVG.
      role={holdsParts ? 'group' : 'button'}
      tabIndex={group.key === marks.tabStop ? 0 : -1}
      aria-label={label}
      {...(holdsParts ? { 'aria-current': isSelected } : { 'aria-pressed': isSelected })}
      data-part={group.key}
      onClick={select}
      onDoubleClick={fold ?? undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        // A part of the card has the key for itself.
        if (event.key === ' ' && fold && event.target === event.currentTarget) fold();
        else select(event);
      }}
      onFocus={(event) => {
        event.stopPropagation();
        marks.onFocus(group.key);
      }}
    >
      <title>{label}</title>
      {holdsParts ? children : <g aria-hidden="true">{children}</g>}
    </g>
  );
}

/** Whether two shapes of one key draw the same and stand for the same. The key says what a group stands for. */
function isSameShape(one: Shape, other: Shape): boolean {
  if (one.key !== other.key || one.className !== other.className) return false;
  switch (one.kind) {
    case 'group':
      return (
        other.kind === 'group' &&
        one.x === other.x &&
        one.y === other.y &&
        one.label === other.label &&
        one.children.length === other.children.length &&
        one.children.every((child, index) => isSameShape(child, other.children[index]!))
      );
    case 'rect':
      return (
        other.kind === 'rect' &&
        one.x === other.x &&
        one.y === other.y &&
        one.width === other.width &&
        one.height === other.height &&
        one.radius === other.radius
      );
    case 'circle':
      return other.kind === 'circle' && one.x === other.x && one.y === other.y && one.radius === other.radius;
    case 'path':
      return other.kind === 'path' && one.d === other.d;
    case 'text':
      return (
        other.kind === 'text' &&
        one.x === other.x &&
        one.y === other.y &&
        one.anchor === other.anchor &&
        one.text === other.text
      );
  }
}

function isPart(shape: Shape): boolean {
  return (
    shape.kind === 'group' && ((shape.subject !== null && shape.label !== '') || shape.children.some(isPart))
  );
}

function classNames(group: Group, { concerns }: Marks, depth: number, isSelected: boolean): string {
  const names = [group.className];
  if (depth === 0) names.push('scene-part');
  if (group.subject) names.push('is-selectable');
  if (isSelected) names.push('is-selected');
  // Opacity multiplies: only the outermost groups are dimmed.
  if (concerns && depth === 0 && !isConcerned(group, concerns)) names.push('is-dimmed');
  return names.join(' ');
}

function isConcerned(group: Group, concerns: (subject: Subject) => boolean): boolean {
  if (group.subject && concerns(group.subject)) return true;
  return group.children.some((child) => child.kind === 'group' && isConcerned(child, concerns));
}
