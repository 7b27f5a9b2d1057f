import { describe, expect, it, vi } from 'vitest';
import { createCloseGuard } from '../../electron/main/close-guard.ts';

function create(): {
  page: { ask: ReturnType<typeof vi.fn<() => void>>; close: ReturnType<typeof vi.fn<() => void>> };
  guard: ReturnType<typeof createCloseGuard>;
} {
  const page = { ask: vi.fn<() => void>(), close: vi.fn<() => void>() };
  return { page, guard: createCloseGuard(page) };
}

describe('createCloseGuard', () => {
  it('lets a window without unsaved work close', () => {
    const { guard, page } = create();
    expect(guard.mayClose()).toBe(true);
    expect(page.ask).not.toHaveBeenCalled();
  });

  it('asks before unsaved work is lost, and closes once that is decided', () => {
    const { guard, page } = create();
    guard.setDirty(true);
    expect(guard.mayClose()).toBe(false);
    expect(page.ask).toHaveBeenCalledTimes(1);
    guard.answer('close');
    expect(page.close).toHaveBeenCalledTimes(1);
    expect(guard.mayClose()).toBe(true);
  });

  it('asks again after the person has thought again', () => {
    const { guard, page } = create();
    guard.setDirty(true);
    guard.mayClose();
    guard.answer('stay');
    expect(page.close).not.toHaveBeenCalled();
    expect(guard.mayClose()).toBe(false);
    expect(page.ask).toHaveBeenCalledTimes(2);
  });

  it('does not wait for a page that cannot answer', () => {
    const { guard } = create();
    guard.setDirty(true);
    guard.setAnswering(false);
    expect(guard.mayClose()).toBe(true);
    guard.setAnswering(true);
    expect(guard.mayClose()).toBe(false);
  });
});
