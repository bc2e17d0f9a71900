#include "pipeline/platform/http_transfer.hpp"

#include "pipeline/platform/address.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace pixferry {

namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

}  // namespace

bool HttpTransfer::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > header_bytes_max_) {
    return fail(ErrorCode::network,
                fmt::format("the answer has more than {} bytes of headers", header_bytes_max_));
  }
  if (has_body_) return true;
  if (line.starts_with("HTTP/")) {
    answer_.headers.clear();
    has_all_headers_ = false;
    return true;
  }
  if (trimmed(line).empty()) has_all_headers_ = true;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  answer_.headers.push_back(
      {std::string{trimmed(line.substr(0, colon))}, std::string{trimmed(line.substr(colon + 1))}});
  return true;
}

bool HttpTransfer::take_body(int status, std::span<const std::byte> bytes) {
  has_body_ = true;
  const bool is_success = status >= 200 && status < 300;
  if (!is_success || !exchange_.request.sink) return keep(status, bytes);
  const Result<> taken = exchange_.request.sink(bytes);
  if (!taken) failure_ = taken.error();
  return static_cast<bool>(taken);
}

bool HttpTransfer::keep(int status, std::span<const std::byte> bytes) {
  const std::size_t bound = exchange_.request.kept_bytes_max;
  const std::size_t room = bound - answer_.body.size();
  const std::size_t kept = std::min(room, bytes.size());
  answer_.body.append(reinterpret_cast<const char*>(bytes.data()), kept);
  if (kept == bytes.size()) return true;
  if (status >= 200 && status < 300) {
    return fail(ErrorCode::too_large, fmt::format("the answer has more than {} bytes", bound));
  }
  is_cut_ = true;
  return false;
}

std::optional<std::size_t> HttpTransfer::give_body(std::span<std::byte> room) {
  const BodyFile& file = exchange_.request.body_file.value();
  const auto left =
      static_cast<std::uint64_t>(std::max<std::int64_t>(file.size_bytes - body_offset_, 0));
  const std::size_t wanted = std::min<std::uint64_t>(room.size(), left);
  if (wanted == 0) return 0;
  ssize_t count = 0;
  do {
    count = ::pread(file.descriptor, room.data(), wanted, body_offset_);
  } while (count < 0 && errno == EINTR);
  if (count <= 0) {
    const auto why = count < 0 ? std::generic_category().message(errno) : "it is too short";
    fail(ErrorCode::storage_unavailable, fmt::format("the file to send cannot be read: {}", why));
    return std::nullopt;
  }
  body_offset_ += count;
  return static_cast<std::size_t>(count);
}

bool HttpTransfer::admits(const sockaddr& address) {
  if (exchange_.is_trusted || is_public_address(address)) return true;
  was_refused_ = true;
  return false;
}

bool HttpTransfer::fail(ErrorCode code, std::string_view what) {
  failure_ = Error{code, fmt::format("{}: {}", exchange_.url.place, what)};
  return false;
}

HttpAnswer HttpTransfer::take_answer(int status) {
  answer_.status = status;
  answer_.host = exchange_.url.host;
  return std::move(answer_);
}

}  // namespace pixferry
