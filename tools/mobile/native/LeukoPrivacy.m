// Two things that only native code can do on iOS; nothing calls them, they listen from the moment the app is loaded.
// 1. The windows are covered before iOS takes its picture for the app switcher, for as long as the lock asks for it:
//    app/device/privacy.py asks, through the preferences that Flet writes. Screenshots cannot be blocked on iOS.
// 2. The folders in which the record may lie are left out of the phone's backups, iCloud's and a computer's.
#import <UIKit/UIKit.h>

@interface LeukoPrivacy : NSObject
@end

@implementation LeukoPrivacy

static NSMutableArray<UIView *> *covers;

+ (void)load {
  covers = [NSMutableArray array];
  NSNotificationCenter *center = NSNotificationCenter.defaultCenter;
  [center addObserver:self selector:@selector(cover) name:UIApplicationWillResignActiveNotification object:nil];
  [center addObserver:self selector:@selector(uncover) name:UIApplicationDidBecomeActiveNotification object:nil];
}

+ (void)keepOutOfBackups {
  for (NSNumber *kind in @[ @(NSDocumentDirectory), @(NSApplicationSupportDirectory) ]) {
    NSURL *folder = [NSFileManager.defaultManager URLsForDirectory:kind.unsignedIntegerValue
                                                         inDomains:NSUserDomainMask].firstObject;
    NSError *error = nil;
    if (![folder setResourceValue:@YES forKey:NSURLIsExcludedFromBackupKey error:&error]) {
      NSLog(@"Leuko: %@ is not left out of backups: %@", folder.lastPathComponent, error.localizedDescription);
    }
  }
}

+ (void)cover {
  [self keepOutOfBackups];
  NSString *asked = [NSUserDefaults.standardUserDefaults stringForKey:@"flutter.leuko.hide"];
  if (![asked isEqualToString:@"yes"] || covers.count > 0) {
    return;
  }
  for (UIScene *scene in UIApplication.sharedApplication.connectedScenes) {
    if (![scene isKindOfClass:UIWindowScene.class]) {
      continue;
    }
    for (UIWindow *window in ((UIWindowScene *)scene).windows) {
      UIView *plain = [[UIView alloc] initWithFrame:window.bounds];
      plain.autoresizingMask = UIViewAutoresizingFlexibleWidth | UIViewAutoresizingFlexibleHeight;
      plain.backgroundColor = UIColor.systemBackgroundColor;
      [window addSubview:plain];
      [covers addObject:plain];
    }
  }
}

+ (void)uncover {
  [self keepOutOfBackups];
  [covers makeObjectsPerformSelector:@selector(removeFromSuperview)];
  [covers removeAllObjects];
}

@end
