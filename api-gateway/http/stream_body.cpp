#include "api-gateway/http/stream_body.hpp"

#include <exception>

namespace pixferry::http {

Result<std::string> next_piece(PieceSource& source, const Context& context) {
  try {
    return source.next(context);
  } catch (const std::exception& bug) {
    return Error{ErrorCode::internal, bug.what()};
  }
}

}  // namespace pixferry::http
