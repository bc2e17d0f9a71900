#include "pipeline/source/google_drive/drive_requests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

DriveRequests requests(const std::string& api_url = "https://www.googleapis.com") {
  return DriveRequests{{api_url, Secret{"k+y"}}, Limits{}};
}

TEST(DriveRequests, AskForOneParentAndNameTheFieldsThatEndAListing) {
  const auto request = requests().children({"1Folder", ""}, "");
  EXPECT_THAT(
      request.url,
      AllOf(StartsWith("https://www.googleapis.com/drive/v3/files?"),
            HasSubstr("q=%271Folder%27%20in%20parents%20and%20trashed%3Dfalse&"),
            HasSubstr("&pageSize=1000&"), HasSubstr("&supportsAllDrives=true&"),
            HasSubstr("&includeItemsFromAllDrives=true&"), HasSubstr("nextPageToken"),
            HasSubstr("incompleteSearch"), HasSubstr("&key=k%2By"), Not(HasSubstr("pageToken="))));
  EXPECT_THAT(request.headers, IsEmpty());
}

TEST(DriveRequests, AskForWhatDriveSawInAnImageAndForItsPlaceOnlyWhereThatIsKept) {
  const DriveRequests keeping{{"https://www.googleapis.com", Secret{"key"}, true}, Limits{}};
  for (const auto& request :
       {keeping.metadata({"1File", ""}), keeping.children({"1Folder", ""}, "")}) {
    EXPECT_THAT(request.url, HasSubstr("%2Clocation%28latitude%2Clongitude%2Caltitude%29%29"));
  }
  for (const auto& request :
       {requests().metadata({"1File", ""}), requests().children({"1Folder", ""}, "")}) {
    EXPECT_THAT(request.url, HasSubstr("imageMediaMetadata%28width%2Cheight%2Crotation%2C"));
    EXPECT_THAT(request.url, Not(HasSubstr("location")));
  }
}

TEST(DriveRequests, EncodeAPageTokenWhateverIsInIt) {
  const auto request = requests().children({"1Folder", ""}, "~!!~a&key=x#\n");
  EXPECT_THAT(request.url, HasSubstr("&pageToken=~%21%21~a%26key%3Dx%23%0A&key="));
}

TEST(DriveRequests, CarryTheResourceKeyOfWhatTheyAskFor) {
  SourceFile file;
  file.id = "1File";
  file.resource_key = "0-key";
  for (const auto& request :
       {requests().metadata({"1File", "0-key"}), requests().children({"1File", "0-key"}, ""),
        requests().content(file)}) {
    ASSERT_EQ(request.headers.size(), 1u);
    EXPECT_EQ(request.headers[0].name, "X-Goog-Drive-Resource-Keys");
    EXPECT_EQ(request.headers[0].value, "1File/0-key");
    EXPECT_THAT(request.url, Not(HasSubstr("0-key")));
  }
}

TEST(DriveRequests, FollowRedirectsForContentOnly) {
  EXPECT_TRUE(requests().content(SourceFile{}).allow_redirects);
  EXPECT_FALSE(requests().metadata({"1", ""}).allow_redirects);
  EXPECT_FALSE(requests().children({"1", ""}, "").allow_redirects);
}

TEST(DriveRequests, AllowALargeFileMoreTimeWithinBounds) {
  const auto time_for = [](std::optional<std::int64_t> size) {
    SourceFile file;
    file.size_bytes = size;
    return requests().content(file).timeout;
  };
  EXPECT_EQ(time_for(0), Limits{}.listing_seconds_max);
  EXPECT_GT(time_for(50 << 20), time_for(1 << 20));
  EXPECT_EQ(time_for(INT64_MAX), time_for(Limits{}.file_bytes_max));
  EXPECT_EQ(time_for(std::nullopt), time_for(Limits{}.file_bytes_max));
}

TEST(DriveRequests, TakeABaseUrlWithOrWithoutASlashAtItsEnd) {
  EXPECT_THAT(requests("http://127.0.0.1:9/").metadata({"1", ""}).url,
              StartsWith("http://127.0.0.1:9/drive/v3/files/1?"));
}

}  // namespace
}  // namespace pixferry
