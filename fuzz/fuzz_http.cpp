#include <algorithm>
#include <string>

#include "api-gateway/http/strict.hpp"
#include "api-gateway/http/target.hpp"
#include "api-gateway/routes/byte_range.hpp"
#include "api-gateway/routes/import_body.hpp"
#include "fuzz/fuzz_targets.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry::fuzz {
namespace {

/// How often a text stands in another.
std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++found;
  return found;
}

void require_sound_block(std::string_view block) {
  require(block.ends_with("\r\n\r\n"), "a header block ends with its empty line");
  require(count(block, "\n") == count(block, "\r\n"), "no line feed stands alone");
  require(count(block, "\r") == count(block, "\r\n"), "no carriage return stands alone");
  require(count(block, "\r\n\r\n") == 1, "nothing follows the empty line");
  require(block.find('\0') == block.npos, "no NUL is let in");
  const auto first_blank = block.find(' ');
  const auto second_blank = block.find(' ', first_blank + 1);
  const auto target = block.substr(first_blank + 1, second_blank - first_blank - 1);
  if (const auto parsed = http::parse_target(target)) {
    require(parsed->path == "*" || parsed->path.starts_with('/'), "a path begins at the root");
  }
}

}  // namespace

/// Wherever the bytes are cut on their way, the verdict is that of the whole.
void fuzz_request_head(std::string_view bytes) {
  constexpr std::size_t kHeaderBytesMax = 16u << 10;
  const auto whole = http::judge_header(bytes, 0, kHeaderBytesMax);
  if (whole.end_bytes > 0 && !whole.refusal) {
    require(whole.end_bytes <= std::min(bytes.size(), kHeaderBytesMax), "a block is bounded");
    require_sound_block(bytes.substr(0, whole.end_bytes));
  }
  if (whole.refusal) {
    require(whole.refusal->status >= 400 && whole.refusal->status < 500, "the client is at fault");
  }
  std::size_t scanned = 0;
  for (const std::size_t cut : {bytes.size() / 3, bytes.size() / 2, bytes.size()}) {
    const auto part = http::judge_header(bytes.substr(0, cut), scanned, kHeaderBytesMax);
    scanned = cut;
    if (!part.refusal && part.end_bytes == 0) continue;
    require(part.refusal.has_value() == whole.refusal.has_value(), "the same verdict in pieces");
    require(part.end_bytes == whole.end_bytes, "the same end in pieces");
    return;
  }
  require(!whole.refusal && whole.end_bytes == 0, "no verdict in pieces, none of the whole");
}

void fuzz_import_body(std::string_view bytes) {
  const Limits limits;
  http::Request request;
  request.method = "POST";
  request.headers.set("Content-Type", "application/json");
  request.body = std::string{bytes};
  for (const auto fields : {routes::ImportFields::all, routes::ImportFields::link_only}) {
    const auto read = routes::read_import_body(request, fields, limits);
    if (const auto* problem = std::get_if<http::Problem>(&read)) {
      require(problem->status == 400 || problem->status == 422, "the client is at fault");
      require(!problem->detail.empty() && !problem->hint.empty(), "a refusal helps");
      continue;
    }
    const auto& accepted = std::get<ImportRequest>(read);
    require(static_cast<bool>(json::parse_strict(bytes, {.bytes_max = 64u << 20})), "it was JSON");
    require(accepted.owner == kDefaultOwner, "a body chooses no owner");
    require(accepted.options.files_max >= 1 && accepted.options.files_max <= limits.job_files_max,
            "the limit of files is in range");
  }
}

/// The first two bytes are the size of the object.
void fuzz_byte_range(std::string_view bytes) {
  const auto size = take(bytes, 2);
  if (size.size() < 2) return;
  const std::int64_t total =
      static_cast<unsigned char>(size[0]) * 256 + static_cast<unsigned char>(size[1]);
  using Kind = routes::ByteRange::Kind;
  const auto range = routes::byte_range(bytes, total);
  if (range.kind == Kind::part) {
    require(range.first >= 0 && range.size_bytes > 0, "a part is not empty");
    require(range.first + range.size_bytes <= total, "a part lies inside");
  } else if (range.kind == Kind::whole) {
    require(range.first == 0 && range.size_bytes == total, "the whole is the whole");
  }
}

void fuzz_retry_after(std::string_view bytes) {
  const HttpAnswer answer{.status = 429, .headers = {{"retry-after", std::string{bytes}}}};
  const auto wait = answer.retry_after(SystemClock{});
  if (!wait) return;
  require(*wait >= std::chrono::milliseconds{0} && *wait <= std::chrono::days{1},
          "a wait is at most a day");
}

}  // namespace pixferry::fuzz
