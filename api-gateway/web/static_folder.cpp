#include "api-gateway/web/static_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <vector>

#include "api-gateway/http/accepted_encoding.hpp"
#include "api-gateway/http/problem.hpp"
#include "api-gateway/routes/entity_tag.hpp"
#include "pipeline/content/running_digest.hpp"

namespace pixferry::web {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMax = 4096;
constexpr std::int64_t kFolderBytesMax = 64LL << 20;

using Forms = std::map<std::string, StoredForm, std::less<>>;

struct TypeOfEnding {
  std::string_view ending;
  std::string_view mime_type;
};
constexpr std::array kTypes{
    TypeOfEnding{".html", "text/html; charset=utf-8"},
    TypeOfEnding{".js", "text/javascript; charset=utf-8"},
    TypeOfEnding{".mjs", "text/javascript; charset=utf-8"},
    TypeOfEnding{".css", "text/css; charset=utf-8"},
    TypeOfEnding{".json", "application/json"},
    TypeOfEnding{".map", "application/json"},
    TypeOfEnding{".webmanifest", "application/manifest+json"},
    TypeOfEnding{".txt", "text/plain; charset=utf-8"},
    TypeOfEnding{".xml", "application/xml"},
    TypeOfEnding{".svg", "image/svg+xml"},
    TypeOfEnding{".png", "image/png"},
    TypeOfEnding{".jpg", "image/jpeg"},
    TypeOfEnding{".webp", "image/webp"},
    TypeOfEnding{".avif", "image/avif"},
    TypeOfEnding{".ico", "image/vnd.microsoft.icon"},
    TypeOfEnding{".woff2", "font/woff2"},
    TypeOfEnding{".woff", "font/woff"},
    TypeOfEnding{".wasm", "application/wasm"},
};

std::string_view type_of(std::string_view path) {
  const auto* found = std::ranges::find_if(
      kTypes, [&](const TypeOfEnding& type) { return path.ends_with(type.ending); });
  return found == kTypes.end() ? "application/octet-stream" : found->mime_type;
}

Error cannot_read(const std::string& path, std::string_view why) {
  return {ErrorCode::invalid_configuration, fmt::format("Cannot read {}: {}.", path, why)};
}

bool is_plain_name(const std::string& name) {
  const bool is_plain = std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
  return is_plain && !name.starts_with('.');
}

bool is_whole_name_plain(const fs::path& path) {
  return std::ranges::all_of(path, [](const fs::path& part) { return is_plain_name(part); });
}

std::string etag_of(RunningDigest& digest) {
  constexpr std::size_t kTagDigits = 32;
  return fmt::format("\"{}\"", digest.finish<Sha256>().hex().substr(0, kTagDigits));
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Copies the file, so that what is served stays as it was read. `budget_bytes` is what may still
/// be read.
Result<StoredForm> read_form(const std::string& path, std::int64_t budget_bytes) {
  const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return cannot_read(path, "it is no ordinary file that we may read");
  }
  StoredForm form;
  form.content = FileDescriptor{::memfd_create("pixferry-web", MFD_CLOEXEC)};
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  std::array<char, 64u << 10> piece{};
  while (true) {
    const auto got = ::read(file.get(), piece.data(), piece.size());
    if (got < 0) return cannot_read(path, "the disk does not give it");
    if (got == 0) break;
    const std::string_view bytes{piece.data(), static_cast<std::size_t>(got)};
    form.size_bytes += got;
    if (form.size_bytes > budget_bytes) return cannot_read(path, "the folder is too large");
    digest.update(std::as_bytes(std::span{bytes}));
    if (!write_all(form.content.get(), bytes)) return cannot_read(path, "memory is short");
  }
  form.etag = etag_of(digest);
  return form;
}

Result<Forms> read_forms(const fs::path& directory) {
  std::error_code error;
  Forms forms;
  std::int64_t total_bytes = 0;
  auto entry = fs::recursive_directory_iterator{directory, error};
  for (; !error && entry != fs::recursive_directory_iterator{}; entry.increment(error)) {
    const auto name = entry->path().lexically_relative(directory);
    if (!entry->is_regular_file(error) || entry->is_symlink(error)) continue;
    if (!is_whole_name_plain(name)) continue;
    if (forms.size() >= kFilesMax) return cannot_read(directory, "it holds too many files");
    auto form = read_form(entry->path(), kFolderBytesMax - total_bytes);
    if (!form) return form.error();
    total_bytes += form->size_bytes;
    forms.emplace(name.generic_string(), *std::move(form));
  }
  if (error) return cannot_read(directory, error.message());
  return forms;
}

std::optional<StoredForm> take(Forms& forms, const std::string& path) {
  auto found = forms.extract(path);
  return found ? std::optional{std::move(found.mapped())} : std::nullopt;
}

/// A form that is sent: the client's choice decides between them.
struct Choice {
  const StoredForm& form;
  std::string_view encoding;  ///< empty: the plain one
};

Choice choose(const StaticFile& file, const http::Headers& headers) {
  if (file.brotli && http::accepts_encoding(headers, "br")) return {*file.brotli, "br"};
  if (file.gzip && http::accepts_encoding(headers, "gzip")) return {*file.gzip, "gzip"};
  return {file.plain, ""};
}

}  // namespace

Result<StaticFolder> StaticFolder::read(const std::string& directory) {
  auto forms = read_forms(directory);
  if (!forms) return forms.error();
  std::vector<std::string> names;
  for (const auto& [path, form] : *forms) names.push_back(path);
  StaticFolder folder;
  for (const auto& path : names) {
    const bool is_compressed = (path.ends_with(".br") || path.ends_with(".gz")) &&
                               std::ranges::binary_search(names, path.substr(0, path.size() - 3));
    if (is_compressed) continue;
    folder.files_.emplace(path, StaticFile{.mime_type = std::string{type_of(path)},
                                           .plain = *take(*forms, path),
                                           .brotli = take(*forms, path + ".br"),
                                           .gzip = take(*forms, path + ".gz")});
  }
  return folder;
}

const StaticFile* StaticFolder::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

http::Response answer_with(const StaticFile& file, const http::Request& request,
                           http::Headers headers) {
  const auto [form, encoding] = choose(file, request.headers);
  http::Response response{200, std::move(headers), {}};
  response.headers.set("ETag", form.etag);
  if (file.brotli || file.gzip) response.headers.add("Vary", "Accept-Encoding");
  if (routes::is_known_to_client(request.headers, form.etag)) {
    response.status = 304;
    return response;
  }
  FileDescriptor content{::fcntl(form.content.get(), F_DUPFD_CLOEXEC, 0)};
  if (!content) return http::to_response(http::overloaded(), request.request_id);
  response.headers.set("Content-Type", file.mime_type);
  if (!encoding.empty()) response.headers.set("Content-Encoding", std::string{encoding});
  response.body = http::FileBody{std::move(content), 0, form.size_bytes};
  return response;
}

}  // namespace pixferry::web
