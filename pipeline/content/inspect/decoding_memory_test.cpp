#include "pipeline/content/inspect/decoding_memory.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {
namespace {

using namespace std::string_literals;

constexpr std::int64_t kLight = 64LL << 20;
constexpr std::int64_t kHeavy = 256LL << 20;

std::int64_t memory_for(const std::string& bytes, ImageType type = ImageType::jpeg) {
  const FileDescriptor file{::memfd_create("image", MFD_CLOEXEC)};
  EXPECT_EQ(::write(file.get(), bytes.data(), bytes.size()), std::ssize(bytes));
  return decoding_memory_bytes(file.get(), type);
}

/// An EXIF segment as long as can be, so that the frame lies far behind the first bytes.
std::string long_segment() {
  return "\xff\xe1\xff\xff"s + std::string(0xffff - 2, '\xc2');
}

TEST(DecodingMemory, HeicAndAvifAreHeavyAndTheOthersLight) {
  EXPECT_EQ(memory_for("x", ImageType::heic), kHeavy);
  EXPECT_EQ(memory_for("x", ImageType::avif), kHeavy);
  for (const auto type : {ImageType::png, ImageType::webp, ImageType::gif, ImageType::tiff}) {
    EXPECT_EQ(memory_for("x", type), kLight);
  }
}

TEST(DecodingMemory, AJpegIsHeavyIfItIsProgressive) {
  const auto baseline = "\xff\xd8"s + long_segment() + "\xff\xc4\x00\x04xx\xff\xc0\x00\x11"s;
  const auto progressive = "\xff\xd8"s + long_segment() + "\xff\xc4\x00\x04xx\xff\xc2\x00\x11"s;
  EXPECT_EQ(memory_for(baseline), kLight);
  EXPECT_EQ(memory_for(progressive), kHeavy);
  EXPECT_EQ(memory_for("\xff\xd8\xff\xff\xff\xff\xc2\x00\x11"s), kHeavy) << "fill bytes";
}

TEST(DecodingMemory, AJpegThatEndsOrGoesInCirclesIsLight) {
  EXPECT_EQ(memory_for(""), kLight);
  EXPECT_EQ(memory_for("\xff\xd8"s), kLight);
  EXPECT_EQ(memory_for("\xff\xd8\xff\xe1\xff\xff"s), kLight);
  EXPECT_EQ(memory_for("\xff\xd8"s + std::string(100'000, '\xff')), kLight);
  EXPECT_EQ(memory_for("\xff\xd8\xff\xe1\x00\x00"s + std::string(100'000, '\0')), kLight);
}

TEST(DecodingMemory, ThisMachineHasRoomForOneHeavyImage) {
  EXPECT_GE(decoding_memory_bytes_max(), kHeavy);
}

}  // namespace
}  // namespace pixferry
