#pragma once

#include <string>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// A file on its way to its name: gone at the end of the scope unless it was published.
class TemporaryFile {
 public:
  /// Whether the file system of the directory has files without a name that get one later.
  static bool may_be_unnamed(int directory);

  /// An empty file, without a name or under one that `name` gives. `directory` must stay open as
  /// long as the file lives.
  static Result<TemporaryFile> unnamed(int directory, std::string name);
  static Result<TemporaryFile> named(int directory, std::string name);
  /// The spool's own file, which must be linkable and lie on the directory's file system: nothing
  /// is copied.
  static Result<TemporaryFile> of(const Spool& content, int directory, std::string name);

  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile();

  /// Writes all of the content. Errors: `stopped`, `storage_full`, `storage_unavailable`.
  Result<> fill(const Context& context, const Spool& content);
  /// Makes content and name durable, in this order. Replaces a file of that name.
  Result<> publish(int folder, const std::string& name);

 private:
  TemporaryFile(int directory, std::string name, FileDescriptor file, bool has_name)
      : directory_(directory),
        name_(std::move(name)),
        file_(std::move(file)),
        has_name_(has_name) {}
  Result<> move_to(int folder, const std::string& name);

  int directory_;
  std::string name_;
  FileDescriptor file_;
  bool has_name_;  ///< so that name_ is to be removed
};

/// fsync, with the error in our terms. `path` is for the message.
Result<> make_durable(int descriptor, const std::string& path);

}  // namespace pixferry
