#include "pipeline/object_store/s3/s3_listing.hpp"

#include <gmock/gmock.h>

namespace pixferry {
namespace {

const std::string kName(64, '0');
const std::string kKey = "o/00/" + kName + ".jpg";
const std::string kDone = "<IsTruncated>false</IsTruncated>";

std::string contents(const std::string& key, const std::string& more =
                                                 "<LastModified>2026-01-31T10:00:00.000Z"
                                                 "</LastModified><Size>3</Size>") {
  return "<Contents><Key>" + key + "</Key>" + more + "</Contents>";
}

std::optional<S3Listing> read(const std::string& inside) {
  return read_s3_listing(
      "<?xml version=\"1.0\"?><ListBucketResult "
      "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" +
      inside + "</ListBucketResult>");
}

TEST(S3Listing, ReadsKeysSizesAndTimes) {
  const auto listing = read(kDone + contents(kKey) + contents("readme.txt", ""));
  ASSERT_TRUE(listing);
  ASSERT_EQ(listing->objects.size(), 1U);
  EXPECT_EQ(listing->objects[0].key.text, kKey);
  EXPECT_EQ(listing->objects[0].size_bytes, 3);
  EXPECT_EQ(rfc3339(listing->objects[0].stored_at), "2026-01-31T10:00:00Z");
  EXPECT_EQ(listing->continuation, "");
}

TEST(S3Listing, DecodesKeysOnlyWhereTheyAreEncoded) {
  const std::string encoded = "o%2F00%2F" + kName + ".jpg";
  EXPECT_EQ(read(kDone + "<EncodingType>url</EncodingType>" + contents(encoded))->objects.size(),
            1U);
  EXPECT_EQ(read(kDone + contents(encoded))->objects.size(), 0U);
}

TEST(S3Listing, KnowsHowToGoOn) {
  const auto listing =
      read("<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b</NextContinuationToken>");
  ASSERT_TRUE(listing);
  EXPECT_EQ(listing->continuation, "a&b");
  EXPECT_EQ(read(kDone + "<NextContinuationToken>x</NextContinuationToken>")->continuation, "");
}

TEST(S3Listing, RefusesWhatIsNoWholePage) {
  for (const std::string& body :
       {std::string{}, std::string{"<html>Welcome</html>"}, std::string{"<ListBucketResult/>"},
        "<ListBucketResult>" + kDone, "<ListBucketResult>" + kDone + contents(kKey),
        std::string{"<Error><Code>InternalError</Code></Error>"}}) {
    EXPECT_FALSE(read_s3_listing(body)) << body;
  }
  for (const std::string& inside :
       {std::string{}, contents(kKey), std::string{"<IsTruncated>maybe</IsTruncated>"},
        std::string{"<IsTruncated>true</IsTruncated>"},
        "<IsTruncated>true</IsTruncated><NextContinuationToken>" + std::string(5000, 'a') +
            "</NextContinuationToken>",
        kDone + "<Contents><Key>" + kKey + "</Key>", kDone + contents(kKey, ""),
        kDone + contents(kKey, "<Size>3</Size>"),
        kDone + contents(kKey, "<LastModified>2026-01-31T10:00:00Z</LastModified>"),
        kDone + contents(kKey, "<LastModified>long ago</LastModified><Size>3</Size>"),
        kDone + contents(kKey, "<LastModified>2026-01-31T10:00:00Z</LastModified><Size>-1</Size>"),
        kDone +
            contents(kKey, "<LastModified>2026-01-31T10:00:00Z</LastModified><Size>3 </Size>")}) {
    EXPECT_FALSE(read(inside)) << inside;
  }
  EXPECT_FALSE(read(kDone + std::string(kS3ListingBytesMax, ' ')));
}

}  // namespace
}  // namespace pixferry
