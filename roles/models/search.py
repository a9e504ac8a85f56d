"""What suggestions are looked up in: for each piece of a word, which positions hold it."""

from django.db import models

# The longest piece of a word.
LONGEST_PIECE = 3


class SearchText(models.Model):
    """The folded words by which a position is found, of which its pieces were made; without a row it is not found."""

    position_key = models.BigIntegerField(primary_key=True)
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class SearchPiece(models.Model):
    """Of a block of positions those that hold a piece of a word, one bit each, compressed."""

    pk = models.CompositePrimaryKey("piece", "block")
    piece = models.CharField(max_length=LONGEST_PIECE)
    block = models.BigIntegerField()
    bits = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.piece
