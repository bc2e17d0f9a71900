#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "pipeline/object_store/durable_folders.hpp"
#include "pipeline/object_store/object_lister.hpp"
#include "pipeline/object_store/object_reader.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "pipeline/object_store/temporary_file.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// Objects as files below one folder, each named by its key. An object is written without a name,
/// made durable, named, and its folder made durable, in this order, before put returns. A spool
/// that lies on the same disk becomes the object itself; nothing is copied. A file system that has
/// no files without a name gets them under one in `tmp/`.
/// Names are resolved below the open folder only, and only if they have the shape of a key.
class FolderStore final : public ObjectStore, public ObjectReader, public ObjectLister {
 public:
  /// Whoever opens with `write` must be alone with the folder (see DirectoryLock): what an earlier
  /// process left in `tmp/` is removed. With `share` others may write at the same time, and it
  /// stays. For reading nothing is made or removed, and put and remove are refused.
  enum class Access { read, share, write };

  /// The public URL is the server's own: objects are found at PUBLIC_URL/objects/KEY. Error:
  /// `storage_unavailable`, or `storage_full`.
  static Result<std::unique_ptr<FolderStore>> open(std::string root, std::string public_url,
                                                   Access access = Access::write);

  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override;
  Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) override;
  Result<> get(const Context& context, const ObjectKey& key, Spool& into) override;
  Result<> remove(const Context& context, std::span<const ObjectKey> keys) override;
  Result<std::string> url(const Context& context, const ObjectKey& key,
                          std::chrono::seconds valid_for) override;
  Result<std::optional<OpenedObject>> open(const ObjectKey& key) const override;
  Result<ObjectListing> list(const Context& context, const std::string& from) const override;

 private:
  FolderStore(std::string root, std::string public_url, Access access)
      : root_(std::move(root)), public_url_(std::move(public_url)), access_(access) {}
  Result<> prepare();
  Result<> make_layout();
  Result<FileDescriptor> open_folder(const std::string& folder) const;
  Result<FileDescriptor> make_folder(const std::string& folder);
  Result<> remove_leftovers() const;
  Result<TemporaryFile> file_of(const Context& context, const Spool& content);
  Result<> admit(const Context& context, const ObjectKey& key) const;
  Result<> admit_change(const Context& context, const ObjectKey& key) const;
  std::string path_of(const std::string& name) const { return root_ + "/" + name; }

  std::string root_;
  std::string public_url_;
  Access access_;
  FileDescriptor directory_;
  FileDescriptor temporary_;
  bool links_ = false;  ///< the disk has files without a name
  std::atomic<std::uint64_t> next_name_ = 0;
  DurableFolders folders_;
};

}  // namespace pixferry
