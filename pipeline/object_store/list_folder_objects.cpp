#include "pipeline/object_store/list_folder_objects.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/file_error.hpp"

namespace pixferry {
namespace {

constexpr int kFoldersOfAKind = 256;

struct Close {
  void operator()(DIR* directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, Close>;

/// "o/00" … "o/ff", "t/00" … "t/ff".
std::string folder_at(int index) {
  return fmt::format("{}/{:02x}", index < kFoldersOfAKind ? 'o' : 't', index % kFoldersOfAKind);
}

/// The number of the folder that this text names; -1 for one that list() has not given.
int index_of(const std::string& from) {
  if (from.empty()) return 0;
  for (int index = 0; index < 2 * kFoldersOfAKind; ++index) {
    if (folder_at(index) == from) return index;
  }
  return -1;
}

Result<Directory> open_directory(int root, const std::string& path, const std::string& folder) {
  const int opened =
      ::openat(root, folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (opened < 0 && errno == ENOENT) return Directory{};
  Directory directory{opened < 0 ? nullptr : ::fdopendir(opened)};
  if (directory) return directory;
  const int failure = errno;
  if (opened >= 0) ::close(opened);
  return file_error(failure, "read the folder " + path + "/" + folder);
}

Timestamp time_of(const timespec& time) {
  return from_milliseconds(std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000);
}

/// One that is gone again meanwhile, or is no file, is left out.
void add(int directory, const std::string& folder, const char* name, ObjectListing& listing) {
  ObjectKey key{folder + "/" + name};
  struct stat about {};
  if (!is_object_key(key.text)) return;
  if (::fstatat(directory, name, &about, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(about.st_mode)) {
    return;
  }
  listing.objects.push_back(
      {.key = std::move(key), .size_bytes = about.st_size, .stored_at = time_of(about.st_mtim)});
}

}  // namespace

Result<ObjectListing> list_folder_objects(const Context& context, int root, const std::string& path,
                                          const std::string& from) {
  if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped while listing objects."};
  const int index = index_of(from);
  ObjectListing listing;
  if (index < 0) return listing;
  if (index + 1 < 2 * kFoldersOfAKind) listing.next = folder_at(index + 1);
  const auto folder = folder_at(index);
  const auto directory = open_directory(root, path, folder);
  if (!directory) return directory.error();
  if (!*directory) return listing;
  errno = 0;
  while (const auto* entry = ::readdir(directory->get())) {
    add(::dirfd(directory->get()), folder, entry->d_name, listing);
    errno = 0;
  }
  if (errno != 0) return file_error(errno, "read the folder " + path + "/" + folder);
  return listing;
}

}  // namespace pixferry
