import { type JustifiedRows, rowAtOffset, rowOfTile } from '../layout/justified_rows';
import { type RowSpan, rowsInSight } from '../layout/rows_in_sight';
import { ScaledScroll } from '../layout/scaled_scroll';

/** What is drawn: these rows, each so far above its place among all rows. */
export interface GridView {
  readonly span: RowSpan;
  readonly shift: number;
}

const nowhere: GridView = { span: { first: 0, end: 0 }, shift: 0 };
/** Faster than this, what passes by is not worth fetching. */
const viewportsPerSecondMax = 3;
const standstillMs = 100;

/** Ties the scroll box of a grid to its rows. React is told only when other rows are to be drawn. */
export class GridScroller {
  private box: HTMLElement | null = null;
  private rows: JustifiedRows | null = null;
  private scroll = new ScaledScroll(0, 1);
  private height = 1;
  private view = nowhere;
  private readonly viewListeners = new Set<() => void>();
  private readonly offsetListeners = new Set<() => void>();
  private lastOffset = 0;
  private lastTime = 0;
  private fast = false;
  private standstill: ReturnType<typeof setTimeout> | undefined;

  readonly attach = (box: HTMLElement) => {
    this.box = box;
    const heard = () => this.heard();
    box.addEventListener('scroll', heard, { passive: true });
    return () => {
      box.removeEventListener('scroll', heard);
      clearTimeout(this.standstill);
      this.box = null;
    };
  };

  readonly subscribe = (listener: () => void) => {
    this.viewListeners.add(listener);
    return () => {
      this.viewListeners.delete(listener);
    };
  };

  readonly currentView = () => this.view;

  /** Hears of every step, for what follows it without React. */
  readonly onOffset = (listener: () => void) => {
    this.offsetListeners.add(listener);
    return () => {
      this.offsetListeners.delete(listener);
    };
  };

  get isFast(): boolean {
    return this.fast;
  }

  get offset(): number {
    return this.scroll.offset;
  }

  /** From 0 at the beginning to 1 at the end. */
  get share(): number {
    return this.scroll.offsetMax === 0 ? 0 : this.scroll.offset / this.scroll.offsetMax;
  }

  get viewportHeight(): number {
    return this.height;
  }

  /** Takes other rows; the element has the height for them already. */
  layOut(rows: JustifiedRows, scroll: ScaledScroll, height: number, offset: number): void {
    this.rows = rows;
    this.scroll = scroll;
    this.height = height;
    this.view = nowhere;
    this.scrollTo(offset);
  }

  scrollTo(offset: number): void {
    const target = this.scroll.moveTo(offset);
    if (this.box) this.box.scrollTop = target;
    this.lastOffset = this.scroll.offset;
    this.draw();
    this.tellOffset();
  }

  scrollToShare(share: number): void {
    this.scrollTo(share * this.scroll.offsetMax);
  }

  /** Brings a tile into sight, as little as needed. */
  reveal(tile: number, margin = 8): void {
    const { rows } = this;
    if (!rows || rows.rowCount === 0) return;
    const row = rowOfTile(rows, tile);
    const top = rows.tops[row] ?? 0;
    const bottom = (rows.tops[row + 1] ?? top) - rows.gap;
    if (top - margin < this.offset) this.scrollTo(top - margin);
    else if (bottom + margin > this.offset + this.height) {
      this.scrollTo(bottom + margin - this.height);
    }
  }

  /** Puts the row of a tile at the top. */
  showAtTop(tile: number): void {
    if (this.rows) this.scrollTo(this.rows.tops[rowOfTile(this.rows, tile)] ?? 0);
  }

  /** The first tile of the first row that begins in sight. */
  firstTileInSight(): number {
    const { rows } = this;
    if (!rows) return 0;
    const row = rowAtOffset(rows, this.offset);
    const isCut = (rows.tops[row] ?? 0) < this.offset && row + 1 < rows.rowCount;
    return rows.firstTiles[isCut ? row + 1 : row] ?? 0;
  }

  private heard(): void {
    if (!this.box) return;
    this.scroll.scrolled(this.box.scrollTop);
    const target = this.scroll.resync();
    if (target !== null) this.box.scrollTop = target;
    this.measureSpeed();
    this.draw();
    this.tellOffset();
  }

  private measureSpeed(): void {
    const now = performance.now();
    const seconds = Math.max(1, now - this.lastTime) / 1000;
    const viewports = Math.abs(this.offset - this.lastOffset) / this.height;
    this.fast = viewports / seconds > viewportsPerSecondMax && seconds < 1;
    this.lastTime = now;
    this.lastOffset = this.offset;
    clearTimeout(this.standstill);
    this.standstill = setTimeout(() => {
      this.fast = false;
      this.tellOffset();
    }, standstillMs);
  }

  private draw(): void {
    if (!this.rows) return;
    const span = rowsInSight(this.rows, this.scroll.offset, this.height);
    const { shift } = this.scroll;
    const old = this.view;
    if (old.shift === shift && old.span.first === span.first && old.span.end === span.end) return;
    this.view = { span, shift };
    for (const listener of this.viewListeners) listener();
  }

  private tellOffset(): void {
    for (const listener of this.offsetListeners) listener();
  }
}
