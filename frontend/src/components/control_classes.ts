/** What every control shares. Fingers get 44 px, a mouse gets density. */
export const controlHeight = 'h-8 pointer-coarse:min-h-11';
export const controlHeightLarge = 'h-10 pointer-coarse:min-h-11';
export const controlOutline =
  'rounded-control border border-border-strong bg-surface hover:border-fg transition-colors duration-150';
