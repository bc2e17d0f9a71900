#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api-gateway/http/response.hpp"
#include "api-gateway/http/response_head.hpp"

namespace pixferry::http {

/// A response on its way out, handed over piece by piece, so that a file of any size takes no more
/// memory than one piece.
class OutgoingResponse {
 public:
  enum class State {
    more,    ///< pieces() are to be written
    waits,   ///< the next piece of stream() is to be made, and given to supply()
    done,    ///< everything has been handed over
    broken,  ///< the file ended before its promised size: only closing can tell the client
  };

  OutgoingResponse() = default;
  /// `method` decides with the status whether the body is sent.
  OutgoingResponse(Response response, std::string_view method, const HeadTraits& traits);

  /// Readies the next pieces; called once before each write.
  State advance();
  /// What to write, in this order; valid until advance() is called again.
  std::array<std::string_view, 3> pieces() const { return pieces_; }

  /// Where the next piece comes from when advance() waits for one; null for any other body.
  StreamBody stream() const {
    const auto* stream = std::get_if<StreamBody>(&response_.body);
    return stream != nullptr && sends_body_ ? *stream : nullptr;
  }
  /// The piece that advance() waited for; an Error breaks the response off.
  void supply(Result<std::string> piece);

  /// What is to be sent behind the head, in place of a body.
  EventBody events() const {
    const auto* events = std::get_if<EventBody>(&response_.body);
    return events != nullptr && sends_body_ ? *events : nullptr;
  }

  int status() const { return response_.status; }
  /// Bytes of the body that the client is to get; of a stream, those handed over so far.
  std::int64_t body_bytes() const {
    return sends_body_ ? size_bytes(response_.body).value_or(streamed_bytes_) : 0;
  }

 private:
  State advance_file(const FileBody& file);
  State advance_stream();

  Response response_;
  bool sends_body_ = true;
  std::string head_;
  bool head_is_out_ = false;
  std::vector<char> file_piece_;
  std::int64_t file_read_bytes_ = 0;
  bool takes_chunks_ = true;
  std::optional<Result<std::string>> supplied_;
  bool is_streamed_ = false;  ///< the last piece is handed over
  std::string chunk_head_;
  std::string chunk_;
  std::int64_t streamed_bytes_ = 0;
  std::array<std::string_view, 3> pieces_;
};

}  // namespace pixferry::http
