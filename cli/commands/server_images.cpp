#include "cli/commands/server_images.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "cli/human_text.hpp"
#include "cli/image_report.hpp"
#include "cli/server_json.hpp"
#include "pipeline/content/running_digest.hpp"
#include "pipeline/platform/file_descriptor.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr int kImagesPerPageMax = 100;
constexpr std::size_t kNameBytesMax = 200;

std::string path_of(std::int64_t image) {
  return fmt::format("/images/{}", image);
}

/// The name of an image is a stranger's: what is left of it leads nowhere else and shows as it is.
std::string file_name_for(const Image& image) {
  auto name = printable(image.name.substr(image.name.rfind('/') + 1));
  std::erase_if(name, [](char c) { return c == '/' || c == '\\'; });
  if (name.empty() || name.front() == '.' || name.size() > kNameBytesMax) {
    return fmt::format("image-{}.{}", image.id.value, extension(image.blob.type));
  }
  return name;
}

Error cannot_write(const std::string& path) {
  return {ErrorCode::internal,
          fmt::format("{} cannot be written: {}", printable(path), std::strerror(errno))};
}

/// A file that gets its name when it is whole, and leaves nothing behind otherwise.
class NewFile {
 public:
  explicit NewFile(std::string path) : path_(std::move(path)), part_(path_ + ".part") {}
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (file_) ::unlink(part_.c_str());
  }

  Result<> open() {
    if (::access(path_.c_str(), F_OK) == 0) {
      errno = EEXIST;
      return cannot_write(path_);
    }
    file_ = FileDescriptor{::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)};
    return file_ ? Result<>{} : cannot_write(part_);
  }
  Result<> write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const auto written = ::write(file_.get(), bytes.data(), bytes.size());
      if (written < 0) return cannot_write(part_);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }
  Result<> name_it() {
    if (::fsync(file_.get()) != 0 || ::link(part_.c_str(), path_.c_str()) != 0) {
      return cannot_write(path_);
    }
    return {};
  }

 private:
  std::string path_;
  std::string part_;
  FileDescriptor file_;
};

Result<> write_to_output(std::span<const std::byte> bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) return {};
  return Error{ErrorCode::internal, "the image could not be written to its end"};
}

/// Fetches the bytes of an image, and tells whether they are those that the server has verified.
Result<> fetch(ServerVisit& visit, const Image& image, const BodySink& sink) {
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  // By its key, the server itself leads to it, whatever its public URL means from here.
  auto fetched = visit.client.fetch(visit.context(), "/objects/" + image.blob.key.text,
                                    [&](std::span<const std::byte> bytes) {
                                      digest.update(bytes);
                                      return sink(bytes);
                                    });
  if (!fetched) return fetched;
  if (digest.finish<Sha256>() == image.blob.sha256) return {};
  return Error{ErrorCode::checksum_mismatch, "what came is not the image that the server knows"};
}

Result<> download(ServerVisit& visit, const Image& image, const std::string& path) {
  if (path == "-") return fetch(visit, image, write_to_output);
  NewFile file{path};
  if (auto opened = file.open(); !opened) return opened;
  auto fetched =
      fetch(visit, image, [&](std::span<const std::byte> bytes) { return file.write(bytes); });
  return fetched ? file.name_it() : fetched;
}

}  // namespace

ExitCode list_images_at_server(ServerVisit& visit, const ImagesCommand& command) {
  const auto limit = std::min(command.images_max, kImagesPerPageMax);
  const auto reply = visit.client.get(visit.context(),
                                      fmt::format("/images?page={}&limit={}", command.page, limit));
  if (!reply) return complain(reply.error());
  std::vector<Image> images;
  for (const auto& object : objects_at(*reply, "images")) {
    if (visit.invocation.options.json) fmt::print("{}\n", json::serialise(object));
    auto image = image_from(object);
    if (!image) return complain(image.error());
    images.push_back(*std::move(image));
  }
  if (visit.invocation.options.json) return ExitCode::ok;
  if (!images.empty()) {
    for (const auto& line : image_table(images)) fmt::print("{}\n", line);
  }
  const auto total = json::integer_at(*reply, "total").value_or(0);
  const auto pages = json::integer_at(*reply, "pages").value_or(0);
  say(visit.invocation, fmt::format("Page {} of {}, {} images in all", human_count(command.page),
                                    human_count(pages), human_count(total)));
  return ExitCode::ok;
}

ExitCode show_image_at_server(ServerVisit& visit, const ImageShowCommand& command) {
  const auto reply = visit.client.get(visit.context(), path_of(command.image));
  if (!reply) return complain(reply.error());
  if (visit.invocation.options.json) {
    fmt::print("{}\n", json::serialise(*reply));
    return ExitCode::ok;
  }
  for (const auto& [key, value] : *reply) {
    const std::string_view name{key.data(), key.size()};
    const auto text = value.is_string() ? json::text_at(*reply, name) : json::serialise(value);
    fmt::print("{:<18}  {}\n", name, printable(text));
  }
  return ExitCode::ok;
}

ExitCode download_image_from_server(ServerVisit& visit, const ImageDownloadCommand& command) {
  const auto reply = visit.client.get(visit.context(), path_of(command.image));
  if (!reply) return complain(reply.error());
  const auto image = image_from(*reply);
  if (!image) return complain(image.error());
  const auto path = command.path.empty() ? file_name_for(*image) : command.path;
  const auto downloaded = download(visit, *image, path);
  if (!downloaded) return complain(downloaded.error());
  if (path != "-") say(visit.invocation, fmt::format("Wrote {}", printable(path)));
  return ExitCode::ok;
}

}  // namespace pixferry
