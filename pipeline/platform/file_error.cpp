#include "pipeline/platform/file_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace pixferry {

Error file_error(int error_number, std::string_view attempt) {
  switch (error_number) {
    case ENOSPC:
      return {
          ErrorCode::storage_full,
          fmt::format("Cannot {}: the disk is full. Make room; work goes on by itself.", attempt)};
    case EDQUOT:
      return {ErrorCode::storage_full,
              fmt::format("Cannot {}: the disk quota is used up. Make room or raise the quota.",
                          attempt)};
    case EFBIG:
      return {
          ErrorCode::storage_full,
          fmt::format("Cannot {}: larger than this process may write. Raise ulimit -f.", attempt)};
    case EROFS:
      return {ErrorCode::storage_unavailable,
              fmt::format("Cannot {}: the file system is read-only. Mount it writable.", attempt)};
    case EACCES:
    case EPERM:
      return {
          ErrorCode::storage_unavailable,
          fmt::format("Cannot {}: permission denied. Give this user write permission.", attempt)};
    default:
      return {
          ErrorCode::storage_unavailable,
          fmt::format("Cannot {}: {}.", attempt, std::generic_category().message(error_number))};
  }
}

}  // namespace pixferry
