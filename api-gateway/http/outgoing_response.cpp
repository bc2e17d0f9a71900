#include "api-gateway/http/outgoing_response.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace pixferry::http {
namespace {

constexpr std::size_t kFilePieceBytes = 256u << 10;
constexpr std::string_view kLineEnd = "\r\n";

}  // namespace

OutgoingResponse::OutgoingResponse(Response response, std::string_view method,
                                   const HeadTraits& traits)
    : response_(std::move(response)),
      sends_body_(method != "HEAD" && response_.status != 204 && response_.status != 304),
      head_(response_head(response_, traits)),
      takes_chunks_(traits.takes_chunks) {}

OutgoingResponse::State OutgoingResponse::advance() {
  const auto* text = std::get_if<std::string>(&response_.body);
  if (!head_is_out_) {
    head_is_out_ = true;
    pieces_ = {head_, text != nullptr && sends_body_ ? *text : std::string_view{}, {}};
    return State::more;
  }
  if (stream()) return advance_stream();
  const auto* file = std::get_if<FileBody>(&response_.body);
  if (file == nullptr || !sends_body_) return State::done;
  return advance_file(*file);
}

OutgoingResponse::State OutgoingResponse::advance_file(const FileBody& file) {
  const auto left = static_cast<std::size_t>(file.size_bytes - file_read_bytes_);
  if (left == 0) return State::done;
  file_piece_.resize(std::min(left, kFilePieceBytes));
  const auto got = ::pread(file.content.get(), file_piece_.data(), file_piece_.size(),
                           file.offset_bytes + file_read_bytes_);
  if (got <= 0) return State::broken;
  file_read_bytes_ += got;
  pieces_ = {std::string_view{file_piece_.data(), static_cast<std::size_t>(got)}, {}, {}};
  return State::more;
}

void OutgoingResponse::supply(Result<std::string> piece) {
  supplied_ = std::move(piece);
}

OutgoingResponse::State OutgoingResponse::advance_stream() {
  if (is_streamed_) return State::done;
  if (!supplied_) return State::waits;
  if (!*supplied_) return State::broken;
  chunk_ = **std::exchange(supplied_, std::nullopt);
  streamed_bytes_ += static_cast<std::int64_t>(chunk_.size());
  is_streamed_ = chunk_.empty();
  if (!takes_chunks_) {
    pieces_ = {chunk_, {}, {}};
    return is_streamed_ ? State::done : State::more;
  }
  chunk_head_ = fmt::format("{:x}\r\n", chunk_.size());
  pieces_ = {chunk_head_, chunk_, kLineEnd};
  return State::more;
}

}  // namespace pixferry::http
