#include "api-gateway/http/outgoing_response.hpp"

#include <unistd.h>

#include <algorithm>

namespace pixferry::http {
namespace {

constexpr std::size_t kFilePieceBytes = 256u << 10;

}  // namespace

OutgoingResponse::OutgoingResponse(Response response, std::string_view method,
                                   const HeadTraits& traits)
    : response_(std::move(response)),
      sends_body_(method != "HEAD" && response_.status != 204 && response_.status != 304),
      head_(response_head(response_, traits)) {}

OutgoingResponse::State OutgoingResponse::advance() {
  const auto* text = std::get_if<std::string>(&response_.body);
  if (!head_is_out_) {
    head_is_out_ = true;
    pieces_ = {head_, text != nullptr && sends_body_ ? *text : std::string_view{}};
    return State::more;
  }
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
  pieces_ = {std::string_view{file_piece_.data(), static_cast<std::size_t>(got)}, {}};
  return State::more;
}

}  // namespace pixferry::http
