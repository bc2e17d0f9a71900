#include "api-gateway/http/compression.hpp"

#include <zlib.h>

#include "api-gateway/http/accepted_encoding.hpp"

namespace pixferry::http {
namespace {

constexpr std::size_t kBytesMin = 1024;
/// Beyond it compressing would hold a thread for seconds.
constexpr std::size_t kBytesMax = 64u << 20;
/// Within a few percent of the best size in a fraction of the time.
constexpr int kLevel = 4;
constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;

bool is_json(const Headers& headers) {
  const auto type = headers.find("Content-Type").value_or("");
  return type == "application/json" || type == "application/problem+json";
}

/// The text in gzip's format; empty if that is not shorter.
std::string gzipped(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return {};
  }
  std::string packed(text.size(), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool is_whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(is_whole ? stream.total_out : 0);
  deflateEnd(&stream);
  packed.shrink_to_fit();
  return packed;
}

void weaken_tag(Headers& headers) {
  const auto tag = headers.find("ETag");
  if (tag && tag->starts_with('"')) headers.set("ETag", "W/" + std::string{*tag});
}

}  // namespace

void compress(const Request& request, Response& response) {
  auto* text = std::get_if<std::string>(&response.body);
  if (text == nullptr || text->size() < kBytesMin || text->size() > kBytesMax) return;
  if (!is_json(response.headers) || response.headers.contains("Content-Encoding")) return;
  response.headers.add("Vary", "Accept-Encoding");
  if (!accepts_encoding(request.headers, "gzip")) return;
  auto packed = gzipped(*text);
  if (packed.empty()) return;
  *text = std::move(packed);
  response.headers.set("Content-Encoding", "gzip");
  weaken_tag(response.headers);
}

}  // namespace pixferry::http
