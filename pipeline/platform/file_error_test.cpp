#include "pipeline/platform/file_error.hpp"

#include <gmock/gmock.h>

#include <cerrno>

namespace pixferry {
namespace {

TEST(FileError, TellsAFullDiskFromEverythingElse) {
  EXPECT_EQ(file_error(ENOSPC, "write").code, ErrorCode::storage_full);
  EXPECT_EQ(file_error(EDQUOT, "write").code, ErrorCode::storage_full);
  EXPECT_EQ(file_error(EFBIG, "write").code, ErrorCode::storage_full);
  for (const int number : {EROFS, EACCES, EPERM, EIO, ENOENT, EMFILE}) {
    EXPECT_EQ(file_error(number, "write").code, ErrorCode::storage_unavailable) << number;
  }
}

TEST(FileError, NamesWhatWasTriedAndTheCure) {
  using testing::AllOf;
  using testing::HasSubstr;
  EXPECT_THAT(file_error(EROFS, "write to /data/tmp").message,
              AllOf(HasSubstr("write to /data/tmp"), HasSubstr("Mount it writable")));
  EXPECT_THAT(file_error(EIO, "read /data/x").message,
              AllOf(HasSubstr("read /data/x"), HasSubstr("Input/output error")));
}

}  // namespace
}  // namespace pixferry
