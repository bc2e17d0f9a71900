#include "pipeline/object_store/durable_folders.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "pipeline/object_store/temporary_file.hpp"
#include "pipeline/platform/crash_point.hpp"
#include "pipeline/platform/file_descriptor.hpp"
#include "pipeline/platform/file_error.hpp"

namespace pixferry {
namespace {

std::string parent_of(const std::string& folder) {
  const auto slash = folder.rfind('/');
  return slash == folder.npos ? "." : folder.substr(0, slash);
}

Result<> sync_parents(int directory, const std::string& path,
                      const std::set<std::string>& folders) {
  std::set<std::string> parents;
  for (const auto& folder : folders) parents.insert(parent_of(folder));
  for (const auto& parent : parents) {
    const FileDescriptor opened{
        ::openat(directory, parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened) return file_error(errno, "open the folder " + path + "/" + parent);
    if (auto durable = make_durable(opened.get(), path + "/" + parent); !durable) return durable;
  }
  return {};
}

}  // namespace

Result<> DurableFolders::make(int directory, const std::string& path, const std::string& folder) {
  if (is_durable(folder)) return {};
  if (::mkdirat(directory, folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return file_error(errno, "create the folder " + path + "/" + folder);
  }
  crash_point("folder_store.folder_made");
  {
    const std::lock_guard lock{names_mutex_};
    made_.insert(folder);
  }
  const std::lock_guard syncing{sync_mutex_};
  if (is_durable(folder)) return {};
  auto batch = take_made(folder);
  if (auto synced = sync_parents(directory, path, batch); !synced) return synced;
  const std::lock_guard lock{names_mutex_};
  durable_.merge(batch);
  return {};
}

bool DurableFolders::is_durable(const std::string& folder) {
  const std::lock_guard lock{names_mutex_};
  return durable_.contains(folder);
}

/// Always with the caller's own folder, which another caller's failed fsync may have taken away.
std::set<std::string> DurableFolders::take_made(const std::string& folder) {
  const std::lock_guard lock{names_mutex_};
  auto taken = std::exchange(made_, {});
  taken.insert(folder);
  return taken;
}

}  // namespace pixferry
