#include "pipeline/object_store/folder_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include "pipeline/content/spool_file.hpp"
#include "pipeline/object_store/list_folder_objects.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/temporary_file.hpp"
#include "pipeline/platform/file_error.hpp"

namespace pixferry {
namespace {

constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// "o/3f/NAME" is the file NAME in the folder "o/3f".
std::string folder_of(const ObjectKey& key) {
  return key.text.substr(0, key.text.rfind('/'));
}
std::string file_name_of(const ObjectKey& key) {
  return key.text.substr(key.text.rfind('/') + 1);
}

bool is_on_the_disk_of(int directory, int file) {
  struct stat here {};
  struct stat there {};
  return ::fstat(directory, &here) == 0 && ::fstat(file, &there) == 0 &&
         here.st_dev == there.st_dev;
}

Error refused(const ObjectKey& key) {
  return {ErrorCode::storage_refused,
          fmt::format("'{}' is not the key of an object.", key.text.substr(0, 100))};
}

}  // namespace

Result<std::unique_ptr<FolderStore>> FolderStore::open(std::string root, std::string public_url,
                                                       Access access) {
  while (public_url.ends_with('/')) public_url.pop_back();
  std::unique_ptr<FolderStore> store{
      new FolderStore{std::move(root), std::move(public_url), access}};
  if (auto prepared = store->prepare(); !prepared) return prepared.error();
  return store;
}

Result<> FolderStore::prepare() {
  if (access_ != Access::read) {
    std::error_code failure;
    std::filesystem::create_directories(root_, failure);
    if (failure) return file_error(failure.value(), "create the folder " + root_);
  }
  directory_ = FileDescriptor{::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!directory_) return file_error(errno, "open the folder " + root_);
  return access_ != Access::read ? make_layout() : Result<>{};
}

Result<> FolderStore::make_layout() {
  const FileDescriptor parent{::openat(directory_.get(), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!parent) return file_error(errno, "open the folder above " + root_);
  if (auto durable = make_durable(parent.get(), root_); !durable) return durable;
  for (const auto* folder : {"o", "t"}) {
    if (auto made = make_folder(folder); !made) return made.error();
  }
  auto temporary = make_folder("tmp");
  if (!temporary) return temporary.error();
  temporary_ = std::move(*temporary);
  if (access_ == Access::write) {
    if (auto removed = remove_leftovers(); !removed) return removed;
  }
  links_ = TemporaryFile::may_be_unnamed(temporary_.get());
  return {};
}

Result<> FolderStore::remove_leftovers() const {
  std::error_code failure;
  for (std::filesystem::directory_iterator at{path_of("tmp"), failure}, end; !failure && at != end;
       at.increment(failure)) {
    const auto name = at->path().filename().string();
    if (::unlinkat(temporary_.get(), name.c_str(), 0) != 0) {
      return file_error(errno, "remove " + path_of("tmp/" + name));
    }
  }
  if (failure) return file_error(failure.value(), "read the folder " + path_of("tmp"));
  return {};
}

Result<FileDescriptor> FolderStore::open_folder(const std::string& folder) const {
  FileDescriptor opened{::openat(directory_.get(), folder.c_str(), kOpenFolder)};
  if (!opened) return file_error(errno, "open the folder " + path_of(folder));
  return opened;
}

Result<FileDescriptor> FolderStore::make_folder(const std::string& folder) {
  if (auto made = folders_.make(directory_.get(), root_, folder); !made) return made.error();
  return open_folder(folder);
}

Result<> FolderStore::admit(const Context& context, const ObjectKey& key) const {
  if (!is_object_key(key.text)) return refused(key);
  if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped before using the store."};
  return {};
}

Result<> FolderStore::admit_change(const Context& context, const ObjectKey& key) const {
  if (access_ != Access::read) return admit(context, key);
  return Error{ErrorCode::storage_unavailable,
               fmt::format("The folder {} is open for reading only.", root_)};
}

Result<> FolderStore::put(const Context& context, const ObjectKey& key, const Spool& content,
                          const ObjectTraits&) {
  if (auto admitted = admit_change(context, key); !admitted) return admitted;
  const auto folder = make_folder(folder_of(key));
  if (!folder) return folder.error();
  auto file = file_of(context, content);
  if (!file) return file.error();
  return file->publish(folder->get(), file_name_of(key));
}

Result<TemporaryFile> FolderStore::file_of(const Context& context, const Spool& content) {
  auto name = fmt::format("{}-{}", ::getpid(), next_name_.fetch_add(1));
  const auto directory = temporary_.get();
  if (links_ && content.is_linkable() && is_on_the_disk_of(directory, content.descriptor())) {
    return TemporaryFile::of(content, directory, std::move(name));
  }
  auto file = links_ ? TemporaryFile::unnamed(directory, std::move(name))
                     : TemporaryFile::named(directory, std::move(name));
  if (!file) return file;
  if (auto filled = file->fill(context, content); !filled) return filled.error();
  return file;
}

Result<std::optional<OpenedObject>> FolderStore::open(const ObjectKey& key) const {
  if (!is_object_key(key.text)) return std::optional<OpenedObject>{};
  FileDescriptor file{
      ::openat(directory_.get(), key.text.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
  if (!file && errno == ENOENT) return std::optional<OpenedObject>{};
  struct stat about {};
  if (!file || ::fstat(file.get(), &about) != 0) {
    return file_error(errno, "open " + path_of(key.text));
  }
  if (!S_ISREG(about.st_mode)) return file_error(EINVAL, "read " + path_of(key.text));
  const auto type = image_type_with_extension(key.text.substr(key.text.rfind('.') + 1));
  return std::optional{OpenedObject{.content = std::move(file),
                                    .size_bytes = about.st_size,
                                    .mime_type = std::string{mime_type(type.value())}}};
}

Result<std::optional<ObjectInfo>> FolderStore::head(const Context& context, const ObjectKey& key) {
  if (auto admitted = admit(context, key); !admitted) return admitted.error();
  const auto opened = open(key);
  if (!opened) return opened.error();
  if (!*opened) return std::optional<ObjectInfo>{};
  return std::optional{ObjectInfo{.size_bytes = (*opened)->size_bytes}};
}

Result<> FolderStore::get(const Context& context, const ObjectKey& key, Spool& into) {
  if (auto admitted = admit(context, key); !admitted) return admitted;
  const auto opened = open(key);
  if (!opened) return opened.error();
  if (!*opened) {
    return Error{ErrorCode::source_gone, fmt::format("The store has no object {}.", key.text)};
  }
  const auto& object = **opened;
  return read_file(object.content.get(), object.size_bytes, "read " + path_of(key.text),
                   [&](std::span<const std::byte> bytes) -> Result<> {
                     if (context.is_stopped()) {
                       return Error{ErrorCode::stopped, "Stopped while reading an object."};
                     }
                     return into.write(bytes);
                   });
}

Result<> FolderStore::remove(const Context& context, std::span<const ObjectKey> keys) {
  std::set<std::string> touched;
  for (const auto& key : keys) {
    if (auto admitted = admit_change(context, key); !admitted) return admitted;
    if (::unlinkat(directory_.get(), key.text.c_str(), 0) == 0) {
      touched.insert(folder_of(key));
    } else if (errno != ENOENT) {
      return file_error(errno, "remove " + path_of(key.text));
    }
  }
  for (const auto& name : touched) {
    const auto folder = open_folder(name);
    if (!folder) return folder.error();
    if (auto durable = make_durable(folder->get(), path_of(name)); !durable) return durable;
  }
  return {};
}

Result<ObjectListing> FolderStore::list(const Context& context, const std::string& from) const {
  return list_folder_objects(context, directory_.get(), root_, from);
}

Result<std::string> FolderStore::url(const Context&, const ObjectKey& key, std::chrono::seconds) {
  if (!is_object_key(key.text)) return refused(key);
  return fmt::format("{}/objects/{}", public_url_, key.text);
}

}  // namespace pixferry
