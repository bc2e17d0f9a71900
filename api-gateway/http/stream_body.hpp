#pragma once

#include <memory>
#include <string>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry::http {

/// A body that is made piece by piece while it is sent, so that one of any size takes no more
/// memory than one piece. The next piece is asked for when the one before has been taken by the
/// client: who reads slowly waits for nobody and holds up nobody. Used by one thread at a time, not
/// always the same.
struct PieceSource {
  virtual ~PieceSource() = default;
  /// What comes next; empty: that was all. It may wait, within the context. An Error breaks the
  /// reply off, which its client can see: the status is out already.
  virtual Result<std::string> next(const Context& context) = 0;
};

using StreamBody = std::shared_ptr<PieceSource>;

/// The next piece; what a source throws is a bug, and ends its reply alone.
Result<std::string> next_piece(PieceSource& source, const Context& context);

}  // namespace pixferry::http
