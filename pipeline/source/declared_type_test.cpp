#include "pipeline/source/declared_type.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(TypeOfName, IsThatOfItsEndingInAnyCase) {
  EXPECT_EQ(type_of_name("a.jpg"), "image/jpeg");
  EXPECT_EQ(type_of_name("A.B.JPeG"), "image/jpeg");
  EXPECT_EQ(type_of_name("夏/..heic"), "image/heic");
  EXPECT_EQ(type_of_name("clip.MOV"), "video/quicktime");
}

TEST(TypeOfName, IsUnknownWithoutAnEndingThatSaysSomething) {
  for (const auto* name : {"", ".", "..", "jpg", ".jpg", "a.", "a.jpg.", "a.jpg ", "a.unheard-of",
                           "a.j\xffpg", "a.jpg\n"}) {
    EXPECT_EQ(type_of_name(name), "") << name;
  }
}

TEST(DeclaredType, EndsWhatIsClearlyNoImage) {
  const auto ended = end_by_declared_type("video/mp4", "By its name it is");
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->skipped);
  EXPECT_EQ(ended->reason, ErrorCode::unsupported_type);
  EXPECT_EQ(ended->detail, "By its name it is video/mp4.");
}

TEST(DeclaredType, EndsADocumentOfGooglesAsOne) {
  const auto ended = end_by_declared_type(type_of_name("plan.gsheet"), "By its name it is");
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->reason, ErrorCode::google_document);
}

TEST(DeclaredType, ProvesNothingWhereItIsMissingOrUnknown) {
  for (const auto* type : {"", "application/octet-stream", "image/jpeg", "image/unheard-of"}) {
    EXPECT_FALSE(end_by_declared_type(type, "It is")) << type;
  }
}

}  // namespace
}  // namespace pixferry
