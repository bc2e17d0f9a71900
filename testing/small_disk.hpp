#pragma once

#include <cstdint>
#include <string>

namespace pixferry {

/// A file system of a given size, mounted on a directory for as long as the object lives and seen
/// by this thread, the threads it starts from now on, and their children only.
class SmallDisk {
 public:
  /// Why nothing can be mounted here; empty where it can. Called before any other thread is
  /// started, so that a user without privileges can be given a namespace to mount in.
  static std::string why_not_here();

  /// Makes the directory where it is missing. Throws what the system refuses.
  SmallDisk(std::string directory, std::int64_t size_bytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  void resize(std::int64_t size_bytes);
  /// False while a file is open for writing: the system refuses then, and it may be tried again.
  bool make_read_only();
  void make_writable();
  std::int64_t free_bytes() const;

 private:
  bool remount(unsigned long flags, std::int64_t size_bytes);

  std::string directory_;
  std::int64_t size_bytes_;
};

}  // namespace pixferry
