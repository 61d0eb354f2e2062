import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  /** What stands in place of the part that failed. */
  readonly instead: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Keeps a fault in one part of a page from taking the rest with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead(() => this.setState({ failed: false })) : this.props.children;
  }
}
