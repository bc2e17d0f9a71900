#include "pipeline/object_store/object_key.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pixferry {
namespace {

using namespace std::string_literals;

const std::string kName = "3f" + std::string(62, 'a');

TEST(ObjectKey, IsTheHmacOfOwnerAndDigest) {
  Sha256 sha256;
  for (std::size_t i = 0; i < sha256.bytes.size(); ++i) {
    sha256.bytes[i] = static_cast<std::uint8_t>(i);
  }
  // printf 'default\0<bytes 00..1f>' | openssl dgst -sha256 -hmac secret
  EXPECT_EQ(object_key(Secret{"secret"}, "default", sha256, ImageType::jpeg).text,
            "o/86/86ef323b84f9827a26c2b6ea69df42e63a57d965ed129da4ba1b9e9e0330f5d4.jpg");
}

TEST(ObjectKey, HasTheShapeThatIsTaken) {
  const auto key = object_key(Secret{"secret"}, "default", Sha256{}, ImageType::heic);
  EXPECT_TRUE(is_object_key(key.text)) << key.text;
}

TEST(ObjectKey, DependsOnSecretOwnerDigestAndType) {
  const auto key = object_key(Secret{"a"}, "x", Sha256{}, ImageType::jpeg);
  EXPECT_EQ(key, object_key(Secret{"a"}, "x", Sha256{}, ImageType::jpeg));
  EXPECT_NE(key, object_key(Secret{"b"}, "x", Sha256{}, ImageType::jpeg));
  EXPECT_NE(key, object_key(Secret{"a"}, "y", Sha256{}, ImageType::jpeg));
  EXPECT_NE(key, object_key(Secret{"a"}, "x", Sha256{{1}}, ImageType::jpeg));
  EXPECT_NE(key, object_key(Secret{"a"}, "x", Sha256{}, ImageType::png));
}

TEST(IsObjectKey, TakesOriginalsAndThumbnails) {
  for (const auto& text :
       {"o/3f/" + kName + ".jpg", "o/3f/" + kName + ".rw2", "t/3f/" + kName + ".webp",
        "t/3f/" + kName + "-256.webp", "t/3f/" + kName + "-512.webp"}) {
    EXPECT_TRUE(is_object_key(text)) << text;
  }
}

TEST(IsObjectKey, RefusesEverythingElse) {
  for (const auto& text : {""s,
                           "o"s,
                           "o/"s,
                           "o/3f/"s,
                           "o/3f/" + kName,
                           "o/3f/" + kName + "."s,
                           "o/3f/" + kName + ".exe",
                           "o/3f/" + kName + ".jpg/",
                           "o/3f/" + kName + ".jpg\n",
                           "o/3f/" + kName + ".jpg\0"s,
                           "o/3f/" + kName + ".JPG",
                           "x/3f/" + kName + ".jpg",
                           "o/3e/" + kName + ".jpg",
                           "o/3F/3F" + std::string(62, 'a') + ".jpg",
                           "o/3f/" + kName + "a.jpg",
                           "o/3f/" + kName.substr(1) + ".jpg",
                           "o/3f/" + kName + "-256.webp",
                           "t/3f/" + kName + "-128.webp",
                           "t/3f/" + kName + "-256-512.webp",
                           "/o/3f/" + kName + ".jpg",
                           "o//3f/" + kName + ".jpg",
                           "o/3f/../3f/" + kName + ".jpg",
                           "o/../../../../etc/passwd"s,
                           "../" + kName + ".jpg",
                           "o\\3f\\" + kName + ".jpg",
                           "o/3f?" + kName + ".jpg",
                           "tmp/1"s}) {
    EXPECT_FALSE(is_object_key(text)) << text;
  }
}

TEST(ObjectName, IsThatOfTheOriginalAndOfItsThumbnails) {
  const auto original = object_key(Secret{"secret"}, "owner", Sha256{}, ImageType::jpeg);
  EXPECT_EQ(object_name(original).size(), 64U);
  EXPECT_EQ(original.text.substr(5), object_name(original) + ".jpg");
  for (const int size : {256, 512}) {
    EXPECT_EQ(object_name(thumbnail_key(original, size)), object_name(original));
  }
  EXPECT_EQ(object_name(ObjectKey{"o"}), "");
}

}  // namespace
}  // namespace pixferry
