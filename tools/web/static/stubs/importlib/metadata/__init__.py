"""In place of the reader of packages' metadata, of which nothing is shipped."""


class MetadataPathFinder:
    """What Python tells when packages were added."""

    @staticmethod
    def invalidate_caches():
        """Nothing is remembered."""
