#include "pipeline/content/dropbox_hash.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pixferry {
namespace {

struct Vector {
  std::size_t size_bytes;  ///< of a file of that many times the letter A
  const char* hash;
};

// https://github.com/rclone/rclone/blob/master/backend/dropbox/dbhash/dbhash_test.go
constexpr Vector kVectors[] = {
    {0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {1, "1cd6ef71e6e0ff46ad2609d403dc3fee244417089aa4461245a4e4fe23a55e42"},
    {2, "01e0655fb754d10418a73760f57515f4903b298e6d67dda6bf0987fa79c22c88"},
    {4096, "8620913d33852befe09f16fff8fd75f77a83160d29f76f07e0276e9690903035"},
    {4194303, "647c8627d70f7a7d13ce96b1e7710a771a55d41a62c3da490d92e56044d311fa"},
    {4194304, "d4d63bac5b866c71620185392a8a6218ac1092454a2d16f820363b69852befa3"},
    {4194305, "8f553da8d00d0bf509d8470e242888be33019c20c0544811f5b2b89e98360b92"},
    {8388607, "83b30cf4fb5195b04a937727ae379cf3d06673bf8f77947f6a92858536e8369c"},
    {8388608, "e08b3ba1f538804075c5f939accdeaa9efc7b5c01865c94a41e78ca6550a88e7"},
    {8388609, "02c8a4aefc2bfc9036f89a7098001865885938ca580e5c9e5db672385edd303c"},
};

TEST(DropboxHash, IsThatOfDropboxAroundTheEdgesOfBlocks) {
  const std::vector<std::byte> letters(8388609, std::byte{'A'});
  for (const auto& vector : kVectors) {
    DropboxHash hash;
    hash.update(std::span{letters}.first(vector.size_bytes));
    EXPECT_EQ(hash.finish().hex(), vector.hash) << vector.size_bytes;
  }
}

TEST(DropboxHash, DoesNotCareHowTheBytesArrive) {
  const std::vector<std::byte> letters(8388609, std::byte{'A'});
  DropboxHash hash;
  for (std::size_t at = 0; at < letters.size(); at += 65537) {
    hash.update(std::span{letters}.subspan(at, std::min<std::size_t>(65537, letters.size() - at)));
  }
  EXPECT_EQ(hash.finish().hex(), kVectors[9].hash);
}

TEST(DropboxHash, StartsAnew) {
  const std::vector<std::byte> letters(5 << 20, std::byte{'B'});
  DropboxHash hash;
  hash.update(letters);
  hash.restart();
  const std::byte letter{'A'};
  hash.update({&letter, 1});
  EXPECT_EQ(hash.finish().hex(), kVectors[1].hash);
}

}  // namespace
}  // namespace pixferry
