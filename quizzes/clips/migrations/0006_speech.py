from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clips", "0005_evidence"),
    ]

    operations = [
        migrations.AddField(
            model_name="clip",
            name="speech",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="language spoken, and words as [start, end, word] in seconds",
            ),
        ),
        migrations.AlterField(
            model_name="pair",
            name="truth",
            field=models.JSONField(
                default=dict,
                help_text="size, regions as boxes in fractions, packed mask, frame; over time: seconds, spans, moments, peaks, captions",
            ),
        ),
    ]
